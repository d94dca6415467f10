package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one place where event loops meet the stream thread: callbacks put answers in, the thread takes them out. Each belongs
 * to one life of one processor; what arrives after its end is dropped, because its fetch will be made again.
 */
final class Arrivals<A extends Ask> {

    record Arrival<A extends Ask>(Fetch<A> fetch, Answer<A> answer) {}

    private final Queue<Arrival<A>> queue = new ConcurrentLinkedQueue<>();
    private final InFlight inFlight;
    private volatile boolean closed;

    Arrivals(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    void put(Fetch<A> fetch, Answer<A> answer) {
        if (!closed) {
            queue.add(new Arrival<>(fetch, answer));
        }
    }

    @Nullable
    Arrival<A> poll() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void close() {
        closed = true;
        queue.clear();
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** How many requests are on their way in the whole process, and whether more may be made. */
    static final class InFlight {

        private int count;
        private boolean stopped;

        synchronized boolean stopped() {
            return stopped;
        }

        synchronized void begin() {
            count++;
        }

        synchronized void end(int requests) {
            count -= requests;
            notifyAll();
        }

        /** No more requests from now on; waits until those on their way have been dealt with, or for so long. */
        synchronized void stop(Duration atMost) throws InterruptedException {
            stopped = true;
            long until = System.nanoTime() + atMost.toNanos();
            for (long left = atMost.toMillis(); count > 0 && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        }
    }
}
