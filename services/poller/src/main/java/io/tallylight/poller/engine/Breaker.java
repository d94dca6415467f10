package io.tallylight.poller.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps an account that only breaks from being asked at full pace: after five broken answers in succession, over all of its
 * targets, it rests; then one request at a time finds out whether it is well again, and each that breaks rests it longer.
 *
 * <pre>
 *   CLOSED ──five broken──▶ OPEN ──rest over──▶ HALF_OPEN ──answered──▶ CLOSED
 *                            ▲                      │
 *                            └───────broken─────────┘
 * </pre>
 */
final class Breaker {

    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    static final int TRIPS_AT = 5;

    private final Pace pace;
    private int broken;
    private Instant openUntil = Instant.EPOCH;

    Breaker(Pace pace, int broken) {
        this.pace = pace;
        this.broken = broken;
    }

    State state(Instant now) {
        return state(broken, openUntil, now);
    }

    static State state(int broken, Instant openUntil, Instant now) {
        if (broken < TRIPS_AT) {
            return State.CLOSED;
        }
        return now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
    }

    /**
     * An answer broke. Those that were asked before it opened and break while it is open say nothing new.
     *
     * @return whether this one opened it, or opened it again
     */
    boolean breaks(Instant askedAt, Instant now) {
        if (broken >= TRIPS_AT && askedAt.isBefore(openUntil)) {
            return false;
        }
        broken++;
        if (broken >= TRIPS_AT) {
            Duration rest = pace.afterTrip(broken - TRIPS_AT + 1);
            openUntil = now.plus(rest);
        }
        return broken >= TRIPS_AT;
    }

    /** Something else than a broken answer came; true where it was not closed before. */
    boolean closes() {
        boolean was = broken >= TRIPS_AT;
        broken = 0;
        openUntil = Instant.EPOCH;
        return was;
    }

    int broken() {
        return broken;
    }

    Instant openUntil() {
        return openUntil;
    }
}
