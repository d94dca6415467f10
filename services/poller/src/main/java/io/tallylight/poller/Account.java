package io.tallylight.poller;

import io.tallylight.runtime.Secret;
import io.tallylight.runtime.Secrets;
import java.util.Optional;

/** An account at a provider. Its secrets are read from their files at each use. */
public record Account(String name, String credentials, Secrets secrets) {

    /**
     * A secret that must be there.
     *
     * @throws IllegalStateException that names the missing file
     */
    public Secret secret(String name) {
        return secrets.get(credentials, name);
    }

    public Optional<Secret> maybeSecret(String name) {
        return secrets.find(credentials, name);
    }
}
