package io.tallylight.poller.scaleengine;

import io.tallylight.poller.scaleengine.StreamNames.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one answer, time by time. They come in the same order each time, mostly: while they do, each is known by its
 * place, no name is made or sought, and none can come twice. It costs more only where they do not.
 */
final class StreamOrder {

    /** The orders that answers ended with, by account and application. Bounded and safe to share as StreamNames is. */
    static final class Known {

        private static final int MOST = 1000;
        private final Map<String, List<StreamName>> orders = new ConcurrentHashMap<>();

        private List<StreamName> of(String account, String app) {
            return orders.getOrDefault(account + "/" + app, List.of());
        }

        private void keep(List<StreamName> order) {
            if (orders.size() == MOST) {
                orders.clear();
            }
            StreamName first = order.get(0);
            orders.put(first.account() + "/" + first.app(), order);
        }
    }

    /** So many streams in succession may be missing that were there the time before. */
    private static final int MOST_MISSING = 16;

    private final Known known;
    private final StreamNames names;
    private final String account;

    /** All different, as are those of now. */
    private List<StreamName> before = List.of();

    private List<StreamName> now = new ArrayList<>();
    private int expected;
    private boolean ordered = true;
    private Map<String, Integer> places = new HashMap<>();

    StreamOrder(Known known, StreamNames names, String account) {
        this.known = known;
        this.names = names;
        this.account = account;
    }

    /** Where the stream stands among those of this time: after all others, or where it stood when it came before. */
    int place(String app, String stream) {
        StreamName asBefore = ordered ? asBefore(app, stream) : null;
        if (asBefore != null) {
            now.add(asBefore);
            return now.size() - 1;
        }
        if (ordered) {
            ordered = false;
            now.forEach(name -> places.put(name.key(), places.size()));
        }
        StreamName name = names.of(account, app, stream);
        Integer place = places.putIfAbsent(name.key(), now.size());
        if (place == null) {
            now.add(name);
            return now.size() - 1;
        }
        return place;
    }

    StreamName at(int place) {
        return now.get(place);
    }

    /** Another time begins. */
    void nextTime() {
        boolean fewer = ordered && now.size() < before.size(); // those that are missing come again
        before = fewer ? before : now;
        now = new ArrayList<>(before.size());
        places = ordered ? places : new HashMap<>();
        ordered = true;
        expected = 0;
    }

    /** The answer is complete. */
    void end() {
        nextTime();
        if (!before.isEmpty()) {
            known.keep(before);
        }
    }

    private @Nullable StreamName asBefore(String app, String stream) {
        if (before.isEmpty()) {
            before = known.of(account, app);
        }
        int last = Math.min(before.size(), expected + 1 + MOST_MISSING);
        for (int place = expected; place < last; place++) {
            StreamName name = before.get(place);
            if (name.is(account, app, stream)) {
                expected = place + 1;
                return name;
            }
        }
        return null;
    }
}
