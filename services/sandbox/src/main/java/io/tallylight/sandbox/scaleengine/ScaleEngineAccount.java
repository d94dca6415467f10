package io.tallylight.sandbox.scaleengine;

import java.util.Map;

/** One customer: the api key is sent, the secret only signs. {@code apps} names the numeric app ids. */
public record ScaleEngineAccount(int cdn, String apiKey, String secret, Map<Integer, String> apps) {

    public ScaleEngineAccount {
        apps = Map.copyOf(apps);
    }

    @Override
    public String toString() {
        return "ScaleEngineAccount[cdn=" + cdn + "]";
    }
}
