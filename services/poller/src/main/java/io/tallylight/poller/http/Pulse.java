package io.tallylight.poller.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Judges whether an answer comes fast enough. It counts in ticks, and only ticks in which we read all the time: while we
 * hold the provider up, it cannot be blamed.
 */
final class Pulse {

    private static final int TICKS_OF_SILENCE = 30;

    private final HttpLimits limits;
    private final long[] bytes = new long[TICKS_OF_SILENCE];
    private long ticks;
    private long tickBytes;
    private boolean held;

    Pulse(HttpLimits limits) {
        this.limits = limits;
    }

    Duration tick() {
        return limits.silence().dividedBy(TICKS_OF_SILENCE);
    }

    /** The head of the answer counts for enough, however short it is. */
    void head() {
        came(limits.trickle());
    }

    void came(int bytes) {
        tickBytes += bytes;
    }

    /** We do not read now. */
    void held() {
        held = true;
    }

    /** To be called after each tick: what is wrong with the answer, if anything. */
    Optional<String> ticked(boolean stillHeld) {
        boolean counts = !held && !stillHeld;
        held = stillHeld;
        if (!counts) {
            return Optional.empty();
        }
        bytes[(int) (ticks++ % TICKS_OF_SILENCE)] = tickBytes;
        tickBytes = 0;
        return ticks < TICKS_OF_SILENCE ? Optional.empty() : fault();
    }

    private Optional<String> fault() {
        long sum = 0;
        for (long some : bytes) {
            sum += some;
        }
        if (sum == 0) {
            return Optional.of("Nothing came for " + limits.silence());
        } else if (sum < limits.trickle()) {
            return Optional.of("Only " + sum + " bytes came in " + limits.silence());
        }
        boolean late = tick().multipliedBy(ticks).compareTo(limits.reading()) > 0;
        return late ? Optional.of("The answer takes longer than " + limits.reading()) : Optional.empty();
    }
}
