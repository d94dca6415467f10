package io.tallylight.benchmarks.stage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for things that happen elsewhere. */
public final class Patience {

    private static final long LOOK_NANOS = 2_000_000;

    private Patience() {}

    /** True once it is so, false if it is not so in time. */
    public static boolean until(Duration longest, BooleanSupplier so) {
        long end = System.nanoTime() + longest.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** For a child that must live through it. */
    public static void during(Duration time, Child child) {
        if (until(time, () -> !child.isAlive())) {
            throw child.ended();
        }
    }
}
