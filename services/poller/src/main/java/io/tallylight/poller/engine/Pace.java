package io.tallylight.poller.engine;

import io.tallylight.poller.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long things rest. Chance is a parameter, time is an argument: the same calls give the same rests.
 *
 * <p>Backoff is exponential with full jitter, so that many targets that failed together do not come back together.
 */
record Pace(RandomGenerator chance) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final Duration FIRST_REFUSAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_REFUSAL = Duration.ofHours(1);
    private static final Duration FIRST_DENIAL = Duration.ofMinutes(1);
    private static final Duration LATER_DENIAL = Duration.ofMinutes(10);
    private static final Duration LONGEST_DENIAL = Duration.ofMinutes(30);
    private static final Duration FIRST_TRIP = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 20;

    /** After the nth failure in succession, counted from 1. */
    Duration afterBroken(int failures) {
        Duration most = doubled(FIRST_RETRY, failures - 1, LONGEST_RETRY);
        return Duration.ofMillis(chance.nextLong(most.toMillis() + 1));
    }

    /** A refusal is about the request, which will not change soon: half of the rest is certain. */
    Duration afterRefused(int failures) {
        Duration most = doubled(FIRST_REFUSAL, failures - 1, LONGEST_REFUSAL);
        return Duration.ofMillis(most.toMillis() / 2 + chance.nextLong(most.toMillis() / 2 + 1));
    }

    /** After a breaker opened the nth time in succession: half of the rest is certain. */
    Duration afterTrip(int trips) {
        Duration most = doubled(FIRST_TRIP, trips - 1, LONGEST_RETRY);
        return Duration.ofMillis(most.toMillis() / 2 + chance.nextLong(most.toMillis() / 2 + 1));
    }

    /** Providers lock credentials after a few failures: a second denial is given much more time. */
    Duration afterDenied(int denials) {
        return denials <= 1 ? FIRST_DENIAL : denials == 2 ? LATER_DENIAL : LONGEST_DENIAL;
    }

    /** What the provider asked for, and up to a tenth or a second more, whichever is longer. */
    Duration afterThrottled(Duration retryAfter) {
        long jitter = Math.max(1000, retryAfter.toMillis() / 10);
        return retryAfter.plusMillis(chance.nextLong(jitter + 1));
    }

    /**
     * The rate limiter (generic cell rate algorithm): one instant holds all of its state.
     *
     * @return the instant at which a request may be made, at or before {@code now} if at once
     */
    static Instant permitAt(Quota quota, Instant nextPermit) {
        return nextPermit.minus(spacing(quota).multipliedBy(burst(quota) - 1L));
    }

    /** The limiter's state after a request at {@code now}. */
    static Instant afterPermit(Quota quota, Instant nextPermit, Instant now) {
        return (nextPermit.isAfter(now) ? nextPermit : now).plus(spacing(quota));
    }

    /**
     * The limiter's state after a restart. The last seconds before a crash may not have been stored, so the burst counts
     * as spent and the first request waits for its space: whatever was asked before, no stretch holds more than the quota.
     */
    static Instant afterRestart(Quota quota, Instant nextPermit, Instant now) {
        Instant spent = now.plus(spacing(quota).multipliedBy(burst(quota)));
        return nextPermit.isAfter(spent) ? nextPermit : spent;
    }

    /** How many requests may be made at once. */
    static long permits(Quota quota, Instant nextPermit, Instant now) {
        Duration ahead = Duration.between(now, nextPermit);
        if (ahead.isNegative()) {
            return burst(quota);
        }
        return Math.max(
                0,
                burst(quota)
                        - (ahead.toNanos() + spacing(quota).toNanos() - 1)
                                / spacing(quota).toNanos());
    }

    /** Small, because it is only made at once after a rest, and for ever costs the rate what it allows. */
    private static int burst(Quota quota) {
        return Math.max(1, quota.requests() / 25);
    }

    /**
     * In any stretch of the window lie at most burst + window / spacing = requests, and still do where requests travel for
     * unlike times: the next one comes a hundredth of the window later.
     */
    static Duration spacing(Quota quota) {
        return quota.window().multipliedBy(101).dividedBy(100L * (quota.requests() - burst(quota) + 1));
    }

    private static Duration doubled(Duration first, int times, Duration most) {
        Duration doubled = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }
}
