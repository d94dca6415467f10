package io.tallylight.sandbox.polyv;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Calls per address and sliding window; who exceeds it is blocked for a while, and calls meanwhile do not prolong it. */
final class CallLimit {

    private final Map<String, Deque<Instant>> calls = new HashMap<>();
    private final Map<String, Instant> blockedUntil = new HashMap<>();

    /** Counts this call, and says whether it is answered. */
    synchronized boolean admits(String address, PolyvRules rules, Instant now) {
        if (now.isBefore(blockedUntil.getOrDefault(address, Instant.MIN))) {
            return false;
        }
        Deque<Instant> recent = calls.computeIfAbsent(address, first -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.getFirst().isAfter(now.minus(rules.callWindow()))) {
            recent.removeFirst();
        }
        recent.addLast(now);
        if (recent.size() > rules.callLimit()) {
            recent.clear();
            blockedUntil.put(address, now.plus(rules.block()));
            return false;
        }
        return true;
    }
}
