package io.tallylight.sandbox.breaks;

import java.time.Duration;
import java.time.Instant;

/** A channel's 90 kHz clock: 33 bits that showed {@code base} at the epoch. Messages carry it less {@code adjustment}. */
record PtsClock(Instant epoch, long base, long adjustment) {

    static final long MODULUS = 1L << 33;
    static final long TICKS_PER_SECOND = 90_000;

    /** What pts_time says of this moment. */
    long at(Instant moment) {
        long ticks = Duration.between(epoch, moment).toMillis() * (TICKS_PER_SECOND / 1000);
        return Math.floorMod(base + ticks - adjustment, MODULUS);
    }
}
