package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one place where event loops meet the stream thread: callbacks put answers in, the thread takes them out. Each belongs
 * to one life of one processor; what arrives after its end is dropped, because its fetch will be made again.
 */
final class Arrivals<A extends Ask> {

    /**
     * What an event loop brings.
     *
     * @param answer null where rows come before their answer ends
     * @param taken to be run when the rows were taken
     */
    record Arrival<A extends Ask>(
            Fetch<A> fetch,
            List<Row> rows,
            List<Misfit> misfits,
            @Nullable Answer<A> answer,
            Runnable taken) {}

    private final Queue<Arrival<A>> queue = new ConcurrentLinkedQueue<>();
    private final InFlight inFlight;
    private volatile boolean closed;

    Arrivals(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    void put(Fetch<A> fetch, Answer<A> answer) {
        put(new Arrival<>(fetch, List.of(), List.of(), answer, () -> {}));
    }

    void put(Arrival<A> arrival) {
        if (!closed) {
            queue.add(arrival);
        }
    }

    /** Where the rows of one fetch go that come before its answer ends. */
    InChunks<A> chunks(Fetch<A> fetch, Context loop) {
        return new InChunks<>(this, fetch, loop);
    }

    @Nullable
    Arrival<A> poll() {
        return queue.poll();
    }

    /** Whether what comes next is a part of a long answer. */
    boolean inParts() {
        Arrival<A> next = queue.peek();
        return next != null && next.answer() == null;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void close() {
        closed = true;
        queue.clear();
    }

    boolean closed() {
        return closed;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** How many requests are on their way in the whole process, whose state waits to be stored, and whether more may be made. */
    static final class InFlight {

        private int count;
        private int unsaved;
        private boolean stopped;

        synchronized boolean stopped() {
            return stopped;
        }

        synchronized int count() {
            return count;
        }

        synchronized void begin() {
            count++;
        }

        synchronized void end(int requests) {
            count -= requests;
            notifyAll();
        }

        /** A processor has state to store, or has stored it. */
        synchronized void unsaved(int processors) {
            unsaved += processors;
            notifyAll();
        }

        /** No more requests from now on; waits until those on their way have been dealt with and stored, or for so long. */
        synchronized void stop(Duration atMost) throws InterruptedException {
            stopped = true;
            long until = System.nanoTime() + atMost.toNanos();
            long left = atMost.toMillis();
            while ((count > 0 || unsaved > 0) && left > 0) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        }
    }
}
