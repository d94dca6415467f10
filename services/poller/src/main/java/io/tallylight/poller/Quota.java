package io.tallylight.poller;

import java.time.Duration;

/**
 * How many requests an account may make in any stretch of {@code window}. It is kept by spacing requests evenly after
 * a small burst, so that no stretch of that length ever holds more.
 */
public record Quota(int requests, Duration window) {

    public Quota {
        if (requests < 1 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException(
                    "A quota needs at least one request in some time: " + requests + " in " + window);
        }
    }
}
