package io.tallylight.poller.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** What is to be done and when. Nothing is ever struck off: whoever put it there knows then whether it still matters. */
final class Agenda {

    private record Item(Instant due, Consumer<Instant> what) {}

    private final PriorityQueue<Item> items = new PriorityQueue<>(Comparator.comparing(Item::due));

    void add(Instant due, Consumer<Instant> what) {
        items.add(new Item(due, what));
    }

    /** Does what is due. Costs nothing but a look at the head while nothing is. */
    void turn(Instant now) {
        for (Item head = items.peek(); head != null && !head.due().isAfter(now); head = items.peek()) {
            items.remove().what().accept(now);
        }
    }

    /** When something is due next; the end of time where nothing will be. */
    Instant nextDue() {
        Item head = items.peek();
        return head == null ? Instant.MAX : head.due();
    }
}
