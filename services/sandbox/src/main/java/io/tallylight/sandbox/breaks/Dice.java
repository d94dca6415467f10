package io.tallylight.sandbox.breaks;

import java.time.Duration;

/**
 * Chance without memory: what is rolled depends on the seed and on what it is rolled for, never on the order of the
 * questions. SplitMix64's finisher.
 */
public record Dice(long state) {

    public Dice of(long what) {
        return new Dice(mix(state ^ mix(what)));
    }

    public Dice of(String what) {
        long hash = what.length();
        for (int i = 0; i < what.length(); i++) {
            hash = hash * 31 + what.charAt(i);
        }
        return of(hash);
    }

    /** 0 to {@code bound} - 1. */
    public int below(int bound) {
        return (int) Math.floorMod(mix(state), (long) bound);
    }

    /** From {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** At least {@code low}, at most {@code high}, in whole seconds. */
    public Duration between(Duration low, Duration high) {
        return Duration.ofSeconds(between((int) low.toSeconds(), (int) high.toSeconds()));
    }

    /** At least 0, less than 1. */
    public double unit() {
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    public boolean percent(int chance) {
        return below(100) < chance;
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
