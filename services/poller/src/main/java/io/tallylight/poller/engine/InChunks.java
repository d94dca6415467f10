package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.vertx.core.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The chunks of one fetch on their way to the stream thread: few enough at a time to fit into a small memory. */
final class InChunks<A extends Ask> implements Chunks {

    /** Some milliseconds' worth: more would only wait, and live long enough to be moved among what stays. */
    private static final int MOST_ROWS = 4_000;

    private final Arrivals<A> arrivals;
    private final Fetch<A> fetch;
    private final Context loop;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Runnable again = () -> {};

    InChunks(Arrivals<A> arrivals, Fetch<A> fetch, Context loop) {
        this.arrivals = arrivals;
        this.fetch = fetch;
        this.loop = loop;
    }

    @Override
    public void put(List<Row> rows, List<Misfit> misfits) {
        int count = rows.size() + misfits.size();
        waiting.addAndGet(count);
        arrivals.put(new Arrivals.Arrival<>(fetch, rows, misfits, null, () -> taken(count)));
    }

    /** Runs on the stream thread. */
    private void taken(int count) {
        int left = waiting.addAndGet(-count);
        if (left < MOST_ROWS && left + count >= MOST_ROWS) {
            loop.runOnContext(room -> again.run());
        }
    }

    @Override
    public boolean full() {
        return waiting.get() >= MOST_ROWS;
    }

    @Override
    public void whenRoom(Runnable again) {
        this.again = again;
    }

    @Override
    public boolean closed() {
        return arrivals.closed();
    }
}
