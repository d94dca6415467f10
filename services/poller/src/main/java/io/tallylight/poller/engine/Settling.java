package io.tallylight.poller.engine;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Span;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settles a long answer while it comes, on the guess that its rows come in order of time. Where the guess began is kept until
 * it proves true; if disorder shows, the stretch is opened again, and the target is settled at the end of answers from then on.
 */
final class Settling {

    private @Nullable Instant from;
    private boolean unordered;

    /** @param from where a guess began that is neither true nor wrong yet */
    Settling(@Nullable Instant from, boolean unordered) {
        this.from = from;
        this.unordered = unordered;
    }

    @Nullable
    Instant from() {
        return from;
    }

    /** Its answers were seen to be out of order. */
    boolean unordered() {
        return unordered;
    }

    /** Without what was shown completely before the rest has come, unless that is needed still; empty where there is none. */
    Optional<Cursor> settle(Cursor cursor, Reading reading, Predicate<Span> needed) {
        unordered |= !reading.ordered();
        Span done = unordered ? new Span(reading.from(), reading.from()) : reading.settles();
        boolean readBefore = cursor.openWithin(done).stream().anyMatch(open -> open.readAt() != null);
        if (done.isEmpty()
                || readBefore
                || needed.test(done)) { // its rows are still needed if the rest turns out to be out of order
            return Optional.empty();
        }
        from = from == null || reading.from().isBefore(from) ? reading.from() : from;
        return Optional.of(cursor.without(done));
    }

    /** The last part of a long answer can be the first one to show that it is out of order. */
    void ends(Reading reading) {
        unordered |= from != null && !reading.ordered();
    }

    /** What was settled while rows came is certain once all of it, and the rest, has come in order. */
    Cursor ends(Cursor cursor, Span span, boolean whole) {
        Cursor certain = reopened(cursor);
        if (whole && from != null && !span.from().isBefore(from)) {
            boolean rest = certain.openWithin(new Span(from, span.from())).isEmpty();
            from = rest ? null : from;
        }
        return certain;
    }

    /** An answer out of order that was cut short leaves rows behind what it settled: that stretch is read once more. */
    Cursor reopened(Cursor cursor) {
        Instant begun = from;
        from = unordered ? null : begun;
        if (!unordered || begun == null || cursor.isOpen(begun)) {
            return cursor;
        }
        Instant to = cursor.open().stream()
                .map(open -> open.span().from())
                .filter(begun::isBefore)
                .findFirst()
                .orElse(begun);
        return cursor.reopened(new Span(begun, to));
    }
}
