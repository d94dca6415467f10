package io.tallylight.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise. Thread-safe. */
public final class SimulatedClock implements InstantSource {

    private volatile Instant now;

    public SimulatedClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant moment) {
        now = moment;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
