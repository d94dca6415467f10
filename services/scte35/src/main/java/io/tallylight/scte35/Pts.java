package io.tallylight.scte35;

import java.time.Duration;
import java.time.Instant;

/** Time on the 90 kHz clock of MPEG: 33 bits, which start again after 26 h 30 min 43.7 s (SCTE 35, 9.6.1). */
public final class Pts {
    public static final long MODULUS = 1L << 33;
    public static final long TICKS_PER_SECOND = 90_000;

    private static final long MASK = MODULUS - 1;
    private static final long HALF = MODULUS / 2;

    private Pts() {}

    /** The sum without its carry, as the specification adds pts_adjustment. */
    public static long add(long pts, long ticks) {
        return (pts + ticks) & MASK;
    }

    /** How far {@code pts} lies after {@code other} (before it: negative), by the shorter way round. */
    public static long difference(long pts, long other) {
        long ahead = (pts - other) & MASK;
        return ahead >= HALF ? ahead - MODULUS : ahead;
    }

    /** The tick count nearest to {@code expected}, which never wraps, that shows as {@code pts}. */
    public static long unwrap(long pts, long expected) {
        return expected + difference(pts, expected & MASK);
    }

    /**
     * When {@code pts} is, given that the clock showed {@code known} at {@code at}: the nearest such
     * instant.
     */
    public static Instant instant(long pts, long known, Instant at) {
        long ticks = difference(pts, known);
        return at.plusSeconds(Math.floorDiv(ticks, TICKS_PER_SECOND)).plusNanos(nanos(Math.floorMod(ticks, 90_000)));
    }

    /** Also for 40-bit segmentation durations; rounded down to the nanosecond. */
    public static Duration duration(long ticks) {
        return Duration.ofSeconds(
                Math.floorDiv(ticks, TICKS_PER_SECOND), nanos(Math.floorMod(ticks, TICKS_PER_SECOND)));
    }

    /** The nearest number of ticks; not reduced to 33 bits. */
    public static long ticks(Duration duration) {
        long part = (duration.getNano() * TICKS_PER_SECOND + 500_000_000L) / 1_000_000_000L;
        return duration.getSeconds() * TICKS_PER_SECOND + part;
    }

    private static long nanos(long ticksWithinSecond) {
        return ticksWithinSecond * 1_000_000_000L / TICKS_PER_SECOND;
    }
}
