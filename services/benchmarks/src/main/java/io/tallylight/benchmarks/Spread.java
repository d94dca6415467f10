package io.tallylight.benchmarks;

import java.util.List;

/** The same figure of several runs: median, least and most. */
record Spread(double median, double least, double most, int runs) {

    /** Of an even number of runs the median is between the two in the middle. */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }
}
