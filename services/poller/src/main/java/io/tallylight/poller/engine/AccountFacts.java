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
        int broken,
        Instant openUntil,
        int inFlight,
        int waiting,
        int targets,
        double demand,
        Quota quota,
        Instant nextPermit) {

    Breaker.State breaker(Instant now) {
        return Breaker.state(broken, openUntil, now);
    }

    /** Zero where it does not rest. */
    Duration rests(Instant now) {
        return restUntil.isAfter(now) ? Duration.between(now, restUntil) : Duration.ZERO;
    }

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
