package io.tallylight.poller;

import java.time.Instant;
import java.util.List;

/**
 * What to ask in one turn of a target, in order, and when the next turn is due if all of it is answered.
 *
 * @param asks empty where nothing is due yet
 */
public record Plan<A extends Ask>(List<A> asks, Instant next) {

    public Plan {
        asks = List.copyOf(asks);
    }
}
