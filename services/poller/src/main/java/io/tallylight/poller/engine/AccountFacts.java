package io.tallylight.poller.engine;

import io.tallylight.poller.Quota;
import java.time.Duration;
import java.time.Instant;

/**
 * How an account stands, for whoever watches.
 *
 * @param openUntil until when the breaker is open, if it is not closed
 * @param waiting targets that stand in line for a request
 * @param demand requests a minute that would serve every target at its interval
 * @param nextPermit the limiter's state, see {@link Pace}
 */
record AccountFacts(
        String account,
        Instant restUntil,
        int denials,
        Breaker.State breaker,
        int broken,
        Instant openUntil,
        int inFlight,
        int waiting,
        int targets,
        double demand,
        Quota quota,
        Instant nextPermit) {

    /** Requests that could be made at once. */
    long quotaLeft(Instant now) {
        return Pace.permits(quota, nextPermit, now);
    }

    /** Requests a minute that the quota allows in the long run. */
    double quotaPerMinute() {
        return perMinute(quota);
    }

    static double perMinute(Quota quota) {
        return Duration.ofMinutes(1).toNanos() / (double) Pace.spacing(quota).toNanos();
    }
}
