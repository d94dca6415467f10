package io.tallylight.poller.engine;

import io.tallylight.poller.Span;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a target has still to read of its past, besides its live turns: when to go on, and how often it failed. */
final class Backlog {

    private static final int MOST_REFUSALS = 3;

    private boolean left;
    private Instant due = Instant.EPOCH;
    private int failures;
    private final Map<Span, Integer> refusals = new HashMap<>();

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

    /** True where a stretch was refused so often that it will not be had. */
    boolean refused(Span span) {
        if (refusals.merge(span, 1, Integer::sum) < MOST_REFUSALS) {
            return false;
        }
        refusals.clear();
        return true;
    }

    void had(Span span) {
        refusals.remove(span);
    }

    int failures() {
        return failures;
    }

    void restsUntil(Instant until) {
        due = until;
    }
}
