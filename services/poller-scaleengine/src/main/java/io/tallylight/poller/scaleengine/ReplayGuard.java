package io.tallylight.poller.scaleengine;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps two requests from being the same bytes, which the provider would refuse as a replay: the same request within one
 * second gets a later one. Different requests share a second, so that timestamps run ahead no more than they must.
 */
final class ReplayGuard {

    private final Map<Object, Long> used = new HashMap<>();

    /** The first second from {@code now} on that such a request has not used. */
    synchronized long unused(Object request, long now) {
        used.values().removeIf(second -> second < now);
        return used.merge(request, now, (last, ignored) -> last + 1);
    }
}
