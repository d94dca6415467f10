package io.tallylight.poller.engine;

import java.time.Instant;

/** What a target has still to read of its past, besides its live turns: when to go on, and how often it failed. */
final class Backlog {

    /** So many live turns in succession go first where the quota leaves nothing else. */
    private static final int MOST_TURNS = 12;

    final Refusals refusals = new Refusals();
    private boolean left;
    private Instant due = Instant.EPOCH;
    private int failures;
    private int turns;

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

    /** A live turn is due, too. It goes first, but not for ever: live turns alone may want more than the quota. */
    boolean insists(Instant now) {
        if (due().isAfter(now) || turns++ < MOST_TURNS) {
            return false;
        }
        turns = 0;
        return true;
    }

    void answered() {
        failures = 0;
        turns = 0;
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
