package io.tallylight.poller.scaleengine;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps two requests from being the same bytes, which the provider would refuse as a replay: the same request within one
 * second gets a later one. Different requests share a second, so that timestamps run ahead no more than they must; and a
 * clock that was wrong for a while leaves no trace once it is set right.
 */
final class ReplayGuard {

    private record Use(Object request, long second) {}

    /** The provider's clock as we know it goes back by seconds now and then: what was used lately is used still. */
    private static final long KEPT_SECONDS = 60;

    private static final long SWEPT_EVERY_SECONDS = 10;

    private final Set<Use> uses = new HashSet<>();
    private long sweptAt;

    /** The first second from {@code now} on that such a request has not used. */
    synchronized long unused(Object request, long now) {
        if (Math.abs(now - sweptAt) > SWEPT_EVERY_SECONDS) {
            uses.removeIf(use -> use.second() < now - KEPT_SECONDS);
            sweptAt = now;
        }
        long second = now;
        while (!uses.add(new Use(request, second))) {
            second++;
        }
        return second;
    }
}
