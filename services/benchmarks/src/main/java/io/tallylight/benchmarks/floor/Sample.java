package io.tallylight.benchmarks.floor;

/** One row of an answer; reused for every row. */
final class Sample {

    String app = "";
    String stream = "";
    long start;
    long average;
    long least;
    long greatest;
    long sum;

    /** Equal only for equal figures, as good as. */
    long content() {
        return ((average * 31 + least) * 31 + greatest) * 31 + sum;
    }
}
