package io.tallylight.poller.engine;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Span;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settles a long answer while it comes, on the guess that its rows come in order of time. Where the guess began is kept until
 * it proves true. If disorder shows, the target is settled at the end of answers from then on; and if that answer does not come
 * whole, what it settled is in doubt, until what was told of it is known again and {@link Reopenings} opens it once more.
 */
final class Settling {

    private @Nullable Instant from;
    private @Nullable Instant doubtfulTo;
    private boolean unordered;

    /** Nothing but the answer that is coming has settled anything on the guess. */
    private boolean byOneAnswer;

    /**
     * @param from where a guess began that is neither true nor wrong yet, or what is in doubt
     * @param doubtfulTo where that ends; null while nothing is in doubt
     */
    Settling(@Nullable Instant from, boolean unordered, @Nullable Instant doubtfulTo) {
        this.from = from;
        this.unordered = unordered;
        this.doubtfulTo = doubtfulTo;
    }

    @Nullable
    Instant from() {
        return from;
    }

    @Nullable
    Instant doubtfulTo() {
        return doubtfulTo;
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
        byOneAnswer |= from == null;
        from = from == null || reading.from().isBefore(from) ? reading.from() : from;
        return Optional.of(cursor.without(done));
    }

    /** The last part of a long answer can be the first one to show that it is out of order. */
    void ends(Reading reading) {
        unordered |= from != null && !reading.ordered();
    }

    /** An answer was dealt with. What was settled while rows came is certain once all of it, and the rest, has come in order. */
    void ends(Cursor cursor, Span span, boolean whole) {
        if (whole && from != null && doubtfulTo == null && isCertain(from, cursor, span)) {
            from = null;
        }
        byOneAnswer = false;
        doubts(cursor);
    }

    /** An answer out of order is certain if it came whole and nothing was settled before it: it has shown all that there is. */
    private boolean isCertain(Instant begun, Cursor cursor, Span span) {
        return unordered
                ? byOneAnswer
                : !span.from().isBefore(begun)
                        && cursor.openWithin(new Span(begun, span.from())).isEmpty();
    }

    /** An answer out of order that was cut short, by whatever, leaves rows behind what it settled. */
    void doubts(Cursor cursor) {
        if (!unordered || from == null || doubtfulTo != null) {
            return;
        }
        Instant begun = from;
        doubtfulTo = cursor.open().stream()
                .map(open -> open.span().from())
                .filter(begun::isBefore)
                .findFirst()
                .orElse(begun);
        if (cursor.isOpen(begun) || doubtfulTo.equals(begun)) {
            from = null;
            doubtfulTo = null;
        }
    }

    /** What was settled although rows may lie in it that were never told. */
    Optional<Span> doubt() {
        return from == null || doubtfulTo == null ? Optional.empty() : Optional.of(new Span(from, doubtfulTo));
    }

    /** The beginning of what is in doubt was opened. */
    void reopenedTo(Instant to) {
        boolean more = doubtfulTo != null && to.isBefore(doubtfulTo);
        from = more ? to : null;
        doubtfulTo = more ? doubtfulTo : null;
    }

    /** All from there on was opened, whatever was in doubt. */
    void reopenedFrom(Instant since) {
        if (from != null && !since.isAfter(from)) {
            from = null;
            doubtfulTo = null;
        } else if (doubtfulTo != null && since.isBefore(doubtfulTo)) {
            doubtfulTo = since;
        }
    }
}
