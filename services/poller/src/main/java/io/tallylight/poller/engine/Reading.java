package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import java.time.Instant;

/**
 * How far one answer was taken whose rows come in chunks. While they come in the order of time, all before the newest one is
 * complete and can be settled before the answer ends. Whether they did is known at its end only: see {@link Settling} for what
 * becomes of a guess that was wrong.
 */
final class Reading {

    private final Ask ask;
    private Instant newest = Instant.MIN;
    private Instant settledTo;
    private boolean ordered = true;

    Reading(Ask ask) {
        this.ask = ask;
        this.settledTo = ask.span().from();
    }

    void saw(Row row) {
        if (row.moves() || row.position().isBefore(newest)) {
            ordered = false;
        } else {
            newest = row.position();
        }
    }

    boolean ordered() {
        return ordered;
    }

    Instant from() {
        return ask.span().from();
    }

    Instant finalBefore() {
        return ask.finalBefore();
    }

    Span span() {
        return ask.span();
    }

    /** What this answer itself has settled: a row that lies there comes out of order and counts all the same. */
    boolean settled(Instant position) {
        return !position.isBefore(from()) && position.isBefore(settledTo);
    }

    /** The stretch that can be settled now; empty where none can. */
    Span settles() {
        Instant to = earlier(earlier(newest, ask.finalBefore()), ask.span().to());
        Span more = new Span(settledTo, ordered && to.isAfter(settledTo) ? to : settledTo);
        settledTo = more.to();
        return more;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
