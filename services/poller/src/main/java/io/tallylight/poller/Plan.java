package io.tallylight.poller;

import java.time.Instant;
import java.util.List;

/**
 * What a target needs now. The engine makes a turn of {@code asks} when the target is due, in order, and then plans anew.
 *
 * @param asks what shows the present and what can still change; empty where nothing of it is due yet
 * @param next when the next turn is due if all of {@code asks} is answered
 * @param backlog what was never read, the newest first; the engine asks for the first of them in the background, with what
 *     the live turns leave of the quota, and then plans anew, so the first few are enough
 * @param holes what cannot be had any more: told, and never planned again
 */
public record Plan<A extends Ask>(List<A> asks, Instant next, List<A> backlog, List<Hole> holes) {

    public Plan {
        asks = List.copyOf(asks);
        backlog = List.copyOf(backlog);
        holes = List.copyOf(holes);
    }

    /** A plan without history. */
    public Plan(List<A> asks, Instant next) {
        this(asks, next, List.of(), List.of());
    }
}
