package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.engine.PollWatch.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers on their way into the topic: rows are taken bit by bit, target by target in turn, so that a huge answer holds up
 * nobody. What one target answered keeps its order.
 */
final class Drain<A extends Ask> {

    /**
     * Rows of one answer that were not taken yet.
     *
     * @param end the answer itself, with its last part; null where more is to come
     * @param taken to be run when the rows were taken
     */
    record Part<A extends Ask>(
            TargetWork<A> work,
            Fetch<A> fetch,
            Reading reading,
            Iterator<Row> rows,
            Iterator<Misfit> misfits,
            @Nullable Answer<A> end,
            Runnable taken) {

        boolean isTaken() {
            return !rows.hasNext() && !misfits.hasNext();
        }
    }

    private final Intake intake;
    private final PollWatch watch;
    private final Consumer<TargetWork<A>> touched;
    private final LinkedHashMap<TargetWork<A>, Deque<Part<A>>> parts = new LinkedHashMap<>();

    Drain(Intake intake, PollWatch watch, Consumer<TargetWork<A>> touched) {
        this.intake = intake;
        this.watch = watch;
        this.touched = touched;
    }

    void add(TargetWork<A> work, Fetch<A> fetch, List<Row> rows, List<Misfit> misfits, Runnable taken) {
        add(work, fetch, rows, misfits, null, taken);
    }

    void end(TargetWork<A> work, Fetch<A> fetch, Answer<A> answer) {
        if (answer instanceof Answer.Data<A> data) {
            add(work, fetch, data.rows(), data.misfits(), answer, () -> {});
        } else {
            add(work, fetch, List.of(), List.of(), answer, () -> {});
        }
    }

    private void add(
            TargetWork<A> work,
            Fetch<A> fetch,
            List<Row> rows,
            List<Misfit> misfits,
            @Nullable Answer<A> end,
            Runnable taken) {
        Reading reading = work.reading == null ? new Reading(fetch.ask()) : work.reading;
        work.reading = reading;
        parts.computeIfAbsent(work, first -> new ArrayDeque<>())
                .add(new Part<>(work, fetch, reading, rows.iterator(), misfits.iterator(), end, taken));
    }

    /** The target is polled no more, or by somebody else. */
    void drop(TargetWork<A> work) {
        Deque<Part<A>> dropped = parts.remove(work);
        if (dropped != null) {
            dropped.forEach(part -> part.taken().run());
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Takes at most so many rows; true while there is more. An answer that was taken to its end is {@code finished}. */
    boolean take(int rows, Instant now, Consumer<Part<A>> finished) {
        int left = rows;
        while (!parts.isEmpty() && left > 0) {
            Map.Entry<TargetWork<A>, Deque<Part<A>>> first =
                    parts.entrySet().iterator().next();
            Deque<Part<A>> queue = first.getValue();
            Part<A> part = queue.element();
            left -= Math.max(takeSome(part, left, now), 1);
            parts.remove(first.getKey());
            if (part.isTaken()) {
                queue.remove();
            }
            if (!queue.isEmpty()) { // the others come first
                parts.put(first.getKey(), queue);
            }
            if (part.isTaken()) {
                leave(part, finished);
            }
        }
        return !parts.isEmpty();
    }

    private void leave(Part<A> part, Consumer<Part<A>> finished) {
        part.taken().run();
        if (part.end() == null) {
            part.work().settleSoFar(part.reading());
        } else {
            part.work().progress.ends(part.reading());
            part.work().reading = null;
            finished.accept(part);
        }
    }

    private int takeSome(Part<A> part, int most, Instant now) {
        int taken = 0;
        int alike = 0; // rows with the same outcome come together
        Outcome last = Outcome.UNCHANGED;
        for (; taken < most && !part.isTaken(); taken++) {
            Outcome outcome = takeOne(part, now);
            if (outcome != last) {
                watch.rows(last, alike);
                last = outcome;
                alike = 0;
            }
            alike++;
        }
        watch.rows(last, alike);
        touched.accept(part.work());
        return taken;
    }

    private Outcome takeOne(Part<A> part, Instant now) {
        return part.rows().hasNext()
                ? intake.take(part.work(), part.rows().next(), part.reading(), now)
                : intake.take(part.work(), part.misfits().next(), part.reading(), now);
    }
}
