package io.tallylight.poller;

import java.util.List;

/**
 * Where a feed hands over rows of a long answer before its end, so that no answer is ever whole in memory. Rows handed over
 * count as answered, whatever becomes of the rest. Used on the event loop of the exchange only.
 */
public interface Chunks {

    void put(List<Row> rows, List<Misfit> misfits);

    /** Whether the feed must stop reading until {@link #whenRoom}: what was put has not been taken yet. */
    boolean full();

    /** Runs {@code again} on the event loop each time that there is room after it was full. */
    void whenRoom(Runnable again);

    /** Nobody takes what is put any more: the exchange can be given up. */
    boolean closed();
}
