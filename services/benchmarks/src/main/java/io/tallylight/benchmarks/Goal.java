package io.tallylight.benchmarks;

import io.tallylight.benchmarks.trial.Figure;

/** What a figure has to reach: the poller's median, or its ratio to the floor's. */
record Goal(Figure figure, boolean ratio, boolean atMost, double limit) {

    static Goal ratioAtMost(Figure figure, double limit) {
        return new Goal(figure, true, true, limit);
    }

    static Goal ratioAtLeast(Figure figure, double limit) {
        return new Goal(figure, true, false, limit);
    }

    static Goal atMost(Figure figure, double limit) {
        return new Goal(figure, false, true, limit);
    }

    boolean isMet(double is) {
        return atMost ? is <= limit : is >= limit;
    }

    String words() {
        String number = ratio ? limit + " x floor" : figure.show(limit);
        return (atMost ? "<= " : ">= ") + number;
    }
}
