package io.tallylight.alerter;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock that timers go by. It is the wall clock, but while cues are read that lay in the topic for longer than
 * {@code settle} it is the time at which they were written: after a restart, a return that waits behind its start is
 * heard before it is missed. Time stands still for {@code settle} after the start, until the first cues are here.
 */
final class ReplayClock {

    private final Duration settle;
    private Instant behind = Instant.EPOCH;
    private @Nullable Instant heardAt;

    ReplayClock(Duration settle, Instant start) {
        this.settle = settle;
        this.heardAt = start;
    }

    /** A cue that was written at that time is read now. */
    void heard(Instant writtenAt, Instant wall) {
        boolean late = writtenAt.isBefore(wall.minus(settle));
        heardAt = late ? wall : null;
        if (late && writtenAt.isAfter(behind)) {
            behind = writtenAt;
        }
    }

    Instant now(Instant wall) {
        boolean catchingUp = heardAt != null && wall.isBefore(heardAt.plus(settle));
        return catchingUp ? behind : wall;
    }
}
