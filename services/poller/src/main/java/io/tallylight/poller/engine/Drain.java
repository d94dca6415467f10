package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.engine.PollWatch.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/** Answers on their way into the topic, in order: rows are taken bit by bit, so that a huge answer holds up nobody. */
final class Drain<A extends Ask> {

    /** One answer, as far as its rows were not taken yet. */
    record Arrival<A extends Ask>(
            TargetWork<A> work, Fetch<A> fetch, Answer.Data<A> data, Iterator<Row> rows, Iterator<Misfit> misfits) {

        boolean taken() {
            return !rows.hasNext() && !misfits.hasNext();
        }
    }

    private final Intake intake;
    private final PollWatch watch;
    private final Consumer<TargetWork<A>> touched;
    private final Deque<Arrival<A>> arrivals = new ArrayDeque<>();

    Drain(Intake intake, PollWatch watch, Consumer<TargetWork<A>> touched) {
        this.intake = intake;
        this.watch = watch;
        this.touched = touched;
    }

    boolean add(TargetWork<A> work, Fetch<A> fetch, Answer.Data<A> data) {
        return arrivals.add(new Arrival<>(
                work, fetch, data, data.rows().iterator(), data.misfits().iterator()));
    }

    /** The target is polled no more, or by somebody else. */
    void drop(TargetWork<A> work) {
        arrivals.removeIf(arrival -> arrival.work() == work);
    }

    /** Takes at most so many rows; true while there is more. Whatever is taken whole is {@code finished}. */
    boolean take(int rows, Instant now, Consumer<Arrival<A>> finished) {
        int left = rows;
        while (!arrivals.isEmpty() && left > 0) {
            Arrival<A> arrival = arrivals.element();
            left -= Math.max(takeSome(arrival, left, now), 1);
            if (arrival.taken()) {
                arrivals.remove();
                finished.accept(arrival);
            }
        }
        return !arrivals.isEmpty();
    }

    private int takeSome(Arrival<A> arrival, int most, Instant now) {
        TargetWork<A> work = arrival.work();
        A ask = arrival.fetch().ask();
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        int taken = 0;
        for (; taken < most && arrival.rows().hasNext(); taken++) {
            counts.merge(intake.take(work, arrival.rows().next(), ask, now), 1L, Long::sum);
        }
        for (; taken < most && arrival.misfits().hasNext(); taken++) {
            counts.merge(intake.take(work, arrival.misfits().next(), ask, now), 1L, Long::sum);
        }
        counts.forEach(watch::rows);
        touched.accept(work);
        return taken;
    }
}
