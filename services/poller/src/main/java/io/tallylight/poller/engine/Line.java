package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a request of one account, in the order of their ranks; among equals, first come, first served. Those that
 * wait for history can be passed over.
 */
final class Line<A extends Ask> {

    private record Place<A extends Ask>(Instant rank, long number, TargetWork<A> work) {}

    private final Comparator<Place<A>> order =
            Comparator.comparing((Place<A> place) -> place.rank()).thenComparingLong(Place::number);
    private final TreeSet<Place<A>> live = new TreeSet<>(order);
    private final TreeSet<Place<A>> history = new TreeSet<>(order);
    private final Map<TargetWork<A>, Place<A>> byWork = new HashMap<>();
    private long joined;

    /** Whoever waits already moves to its new rank. */
    void join(TargetWork<A> work, Instant rank, boolean forHistory) {
        leave(work);
        Place<A> place = new Place<>(rank, joined++, work);
        (forHistory ? history : live).add(place);
        byWork.put(work, place);
    }

    void leave(TargetWork<A> work) {
        Place<A> place = byWork.remove(work);
        if (place != null && !live.remove(place)) {
            history.remove(place);
        }
    }

    boolean holds(TargetWork<A> work) {
        return byWork.containsKey(work);
    }

    boolean isEmpty() {
        return byWork.isEmpty();
    }

    int length() {
        return byWork.size();
    }

    /** Who is next, if anybody. */
    @Nullable
    TargetWork<A> first(boolean historyToo) {
        if (!historyToo || history.isEmpty()) {
            return live.isEmpty() ? null : live.first().work();
        }
        boolean liveFirst = !live.isEmpty() && order.compare(live.first(), history.first()) < 0;
        return (liveFirst ? live : history).first().work();
    }
}
