package io.tallylight.local.truth;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The providers' time: ours, until it is stopped. Then what they know no longer changes, and can be compared. */
public final class StoryClock implements InstantSource {

    private volatile @Nullable Instant stoppedAt;

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return stopped == null ? Instant.now() : stopped;
    }

    /** The moment at which the story stands still from now on: the next whole second, as providers count. */
    public Instant stop() {
        Instant next = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1);
        stoppedAt = next;
        return next;
    }
}
