package io.tallylight.poller;

import java.util.List;

/**
 * Where a feed hands over rows of a long answer before its end, so that no answer is ever whole in memory. Rows handed over
 * count as answered, whatever becomes of the rest. Used on the event loop of the exchange only.
 *
 * <p>Rows come in the order of their positions, as far as the provider allows: while they do, all before the newest is
 * settled and forgotten at once. The first one out of order, or one that {@linkplain Row#moves moves}, ends that for its
 * target for good, which is settled at the end of answers from then on. No row is lost by it; if just that answer is cut,
 * what was settled of it is read once more, and some rows are told twice.
 *
 * <p>A feed that pages backwards in time must not use this: its first page would settle all before it, and the older pages,
 * each an answer of its own, would come too late to count. It answers whole pages instead.
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
