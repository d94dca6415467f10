package io.tallylight.poller.engine;

import io.tallylight.poller.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a target's past was refused lately, and how often. Asks move with the clock, so that no two need be alike: what
 * counts is the stretch that they have in common. Only the latest few are kept in mind.
 */
final class Refusals {

    private static final int MOST_TIMES = 3;
    private static final int MOST_STRETCHES = 8;

    private record Refused(Span span, int times) {}

    private final List<Refused> latest = new ArrayList<>();

    /** The stretch that was refused so often, with this time, that it will not be had; empty where there is none yet. */
    Optional<Span> refused(Span span) {
        if (span.isEmpty()) {
            return Optional.empty();
        }
        Refused now = counted(span);
        if (now.times() == MOST_TIMES) {
            return Optional.of(now.span());
        }
        latest.add(now);
        if (latest.size() > MOST_STRETCHES) {
            latest.remove(0);
        }
        return Optional.empty();
    }

    private Refused counted(Span span) {
        for (Refused before : latest) {
            Optional<Span> common = before.span().common(span);
            if (common.isPresent()) {
                latest.remove(before);
                return new Refused(common.get(), before.times() + 1);
            }
        }
        return new Refused(span, 1);
    }

    /** Whatever lies there is not refused any more. */
    void had(Span span) {
        for (Refused before : List.copyOf(latest)) {
            if (before.span().common(span).isPresent()) {
                latest.remove(before);
                add(before.span().before(span.from()), before.times());
                add(before.span().after(span.to()), before.times());
            }
        }
    }

    private void add(Span span, int times) {
        if (!span.isEmpty()) {
            latest.add(new Refused(span, times));
        }
    }
}
