package io.tallylight.benchmarks.provider;

import java.time.Instant;
import java.time.InstantSource;

/** The provider's time: begins at the real time and runs {@code pace} times as fast, until it is frozen. */
public final class VirtualClock implements InstantSource {

    private final InstantSource real;
    private final long begun;
    private final int pace;
    private volatile long frozen = Long.MAX_VALUE;

    public VirtualClock(InstantSource real, int pace) {
        this.real = real;
        this.begun = real.millis();
        this.pace = pace;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return begun + (Math.min(real.millis(), frozen) - begun) * pace;
    }

    /** When, by the real clock in milliseconds, it was or will be so late here. */
    public long realMillis(long virtual) {
        return begun + Math.floorDiv(virtual - begun + pace - 1, pace);
    }

    /** From now on it stands still: nothing new becomes visible. */
    public void freeze() {
        frozen = Math.min(frozen, real.millis());
    }
}
