package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is left to ask of a target: of its live turn and, between two of its asks, of its backlog. One of them is chosen. */
final class Asks<A extends Ask> {

    private final Deque<A> live = new ArrayDeque<>();
    private final Deque<A> history = new ArrayDeque<>();
    private boolean forBacklog;
    private int asked;

    void choose(boolean backlog) {
        forBacklog = backlog;
    }

    boolean forBacklog() {
        return forBacklog;
    }

    /** A live turn begins. */
    void begin(List<A> turn) {
        live.addAll(turn);
        asked = 0;
    }

    void addHistory(A ask) {
        history.add(ask);
    }

    A next() {
        asked++;
        return chosen().remove();
    }

    /** More must be asked before the span of the last ask counts as read. */
    void continueWith(List<A> next) {
        for (int i = next.size() - 1; i >= 0; i--) {
            chosen().addFirst(next.get(i));
        }
    }

    /** Requests that the live turn has taken. */
    int asked() {
        return asked;
    }

    /** The last request was for something older than the present, which the first one of a live turn shows. */
    boolean wereForHistory() {
        return forBacklog || asked > 1;
    }

    /** Nothing is left of what was chosen. */
    boolean idle() {
        return chosen().isEmpty();
    }

    boolean liveLeft() {
        return !live.isEmpty();
    }

    boolean left() {
        return !live.isEmpty() || !history.isEmpty();
    }

    /** Drops what was chosen. */
    void drop() {
        chosen().clear();
    }

    /** The turn ends without an answer that counts. */
    void dropAll() {
        live.clear();
        history.clear();
    }

    private Deque<A> chosen() {
        return forBacklog ? history : live;
    }
}
