package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Who waits for a request of one account, in the order of their ranks; among equals, first come, first served. */
final class Line<A extends Ask> {

    private record Place<A extends Ask>(Instant rank, long number, TargetWork<A> work) {}

    private final TreeSet<Place<A>> places =
            new TreeSet<>(Comparator.comparing((Place<A> place) -> place.rank()).thenComparingLong(Place::number));
    private final Map<TargetWork<A>, Place<A>> byWork = new HashMap<>();
    private long joined;

    /** Whoever waits already moves to its new rank. */
    void join(TargetWork<A> work, Instant rank) {
        leave(work);
        Place<A> place = new Place<>(rank, joined++, work);
        places.add(place);
        byWork.put(work, place);
    }

    void leave(TargetWork<A> work) {
        Place<A> place = byWork.remove(work);
        if (place != null) {
            places.remove(place);
        }
    }

    boolean holds(TargetWork<A> work) {
        return byWork.containsKey(work);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    int length() {
        return places.size();
    }

    /** Who is next; there must be somebody. */
    TargetWork<A> first() {
        return places.first().work();
    }
}
