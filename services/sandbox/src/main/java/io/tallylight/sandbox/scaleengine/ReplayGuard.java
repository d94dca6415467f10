package io.tallylight.sandbox.scaleengine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The signatures that were accepted and could still be sent again. */
final class ReplayGuard {

    private final Map<String, Instant> expiries = new HashMap<>();

    /** True the first time. {@code expiry} is when the request becomes too old to be accepted anyway. */
    synchronized boolean isFirst(String apiKey, String signature, Instant expiry, Instant now) {
        expiries.values().removeIf(then -> then.isBefore(now));
        return expiries.putIfAbsent(apiKey + " " + signature, expiry) == null;
    }
}
