package io.tallylight.poller.engine;

import java.time.Instant;

/** What a target has still to read of its past, besides its live turns: when to go on, and how often it failed. */
final class Backlog {

    final Refusals refusals = new Refusals();
    private boolean left;
    private Instant due = Instant.EPOCH;
    private int failures;

    /** A plan has told whether there is any. */
    void planned(boolean left) {
        this.left = left;
    }

    boolean left() {
        return left;
    }

    Instant due() {
        return left ? due : Instant.MAX;
    }

    void answered() {
        failures = 0;
        due = Instant.EPOCH;
    }

    int fails() {
        return ++failures;
    }

    int failures() {
        return failures;
    }

    void restsUntil(Instant until) {
        due = until;
    }
}
