package io.tallylight.benchmarks.topic;

import java.util.Arrays;

/** How long things took, by the millisecond; what took longer than two minutes counts as two minutes. */
public final class Latencies {

    private final long[] counts = new long[120_001];
    private long all;

    void add(long millis) {
        counts[(int) Math.max(0, Math.min(millis, counts.length - 1L))]++;
        all++;
    }

    /** NaN where there is none. */
    public double percentile(double part) {
        long wanted = (long) Math.ceil(all * part);
        long passed = 0;
        for (int millis = 0; millis < counts.length && all > 0; millis++) {
            passed += counts[millis];
            if (passed >= wanted) {
                return millis;
            }
        }
        return Double.NaN;
    }

    Latencies copy() {
        Latencies copy = new Latencies();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.all = all;
        return copy;
    }

    @Override
    public String toString() {
        return all + " of " + Arrays.stream(counts).filter(count -> count > 0).count() + " lengths";
    }
}
