package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.event.PollRewind;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Cursor.Open;
import io.tallylight.poller.Span;
import io.tallylight.poller.state.OpenSpan;
import io.tallylight.poller.state.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a target was read and what it showed: all of it outlives a restart but the words of its last answer. */
final class Progress {

    /** A target counts as live for so long after its last change. */
    private static final Duration LATELY = Duration.ofMinutes(60);

    Cursor cursor;
    Instant due;
    int failures;
    LastAnswer last = LastAnswer.NONE;

    @Nullable
    Instant newestProvisional;

    @Nullable
    Instant newestFinal;

    private @Nullable Instant urgentUntil;
    private @Nullable Instant changedAt;
    private @Nullable Instant rewoundTo;
    private @Nullable Instant rewindRequestedAt;
    private final Settling settling;

    Progress(Cursor cursor, Instant due) {
        this.cursor = cursor;
        this.due = due;
        this.settling = new Settling(null, false, null);
    }

    Progress(TargetState state) {
        cursor = new Cursor(state.getOpen().stream().map(Progress::open).toList());
        settling = new Settling(state.getSettlingFrom(), state.getUnordered(), state.getDoubtfulTo());
        settling.doubts(cursor); // whatever was coming was cut when this target's last owner ended
        due = state.getDue();
        failures = state.getFailures();
        last = new LastAnswer(state.getAnswer(), "", state.getAnsweredAt());
        urgentUntil = state.getUrgentUntil();
        changedAt = state.getChangedAt();
        newestProvisional = state.getNewestProvisional();
        newestFinal = state.getNewestFinal();
        rewoundTo = state.getRewoundTo();
        rewindRequestedAt = state.getRewindRequestedAt();
    }

    /** @param theirs the provider's time, by which an urgency ends */
    Urgency urgency(Instant now, Instant theirs) {
        if (urgentUntil != null && theirs.isBefore(urgentUntil)) {
            return Urgency.URGENT;
        }
        boolean lately = last.at() == null || (changedAt != null && changedAt.isAfter(now.minus(LATELY)));
        return lately ? Urgency.LIVE : Urgency.QUIET;
    }

    void answered(Answer<?> next, Instant at) {
        last = new LastAnswer(next.kind(), next.reason(), at);
    }

    void urgentUntil(@Nullable Instant hint) {
        urgentUntil = hint == null ? urgentUntil : hint;
    }

    void saw(Instant position, Completeness completeness, boolean changed, Instant now) {
        if (completeness == Completeness.FINAL) {
            newestFinal = later(newestFinal, position);
        } else {
            newestProvisional = later(newestProvisional, position);
        }
        changedAt = changed ? now : changedAt;
    }

    /** Settles what a long answer has shown completely, before the rest of it has come; true where there is any. */
    boolean settle(Reading reading) {
        Optional<Cursor> less = settling.settle(cursor, reading, this::rewound);
        cursor = less.orElse(cursor);
        return less.isPresent();
    }

    boolean unordered() {
        return settling.unordered();
    }

    /** The last part of a long answer was taken. */
    void ends(Reading reading) {
        settling.ends(reading);
    }

    /** An answer was dealt with, whole or not. */
    void endReading(Span span, boolean whole) {
        settling.ends(cursor, span, whole);
    }

    /** What was settled although rows of it may be missing. */
    Optional<Span> doubt() {
        return settling.doubt();
    }

    /** Reads the beginning of what is in doubt once more. */
    void reopen(Span span) {
        cursor = cursor.reopened(span);
        settling.reopenedTo(span.to());
    }

    /** Reads everything once more from an instant on, as if it never had been. */
    void rewind(PollRewind rewind) {
        cursor = cursor.reopened(new Span(rewind.getTo(), Instant.MAX));
        settling.reopenedFrom(rewind.getTo());
        rewoundTo = rewind.getTo();
        rewindRequestedAt = rewind.getRequestedAt();
    }

    /** Whether this rewind, or a later one, was taken up before. */
    boolean followed(PollRewind rewind) {
        return rewindRequestedAt != null && !rewind.getRequestedAt().isAfter(rewindRequestedAt);
    }

    /** The rewind that was taken up last. */
    Optional<PollRewind> rewound() {
        return rewoundTo == null || rewindRequestedAt == null
                ? Optional.empty()
                : Optional.of(new PollRewind(rewoundTo, rewindRequestedAt));
    }

    /** What was told of such a stretch is remembered although it counts as never read. */
    private boolean rewound(Span span) {
        return rewound()
                .filter(rewind ->
                        span.to().isAfter(rewind.getTo()) && span.from().isBefore(rewind.getRequestedAt()))
                .isPresent();
    }

    /** Whether anything of the stretch that it opened was not read since. */
    boolean rereads(PollRewind rewind) {
        Instant to = rewind.getTo();
        Instant until = rewind.getRequestedAt();
        return to.isBefore(until)
                && cursor.openWithin(new Span(to, until)).stream().anyMatch(open -> open.readAt() == null);
    }

    TargetState state() {
        return new TargetState(
                cursor.open().stream().map(Progress::stored).toList(),
                due,
                failures,
                last.kind(),
                last.at(),
                urgentUntil,
                changedAt,
                newestProvisional,
                newestFinal,
                settling.from(),
                settling.unordered(),
                rewoundTo,
                rewindRequestedAt,
                settling.doubtfulTo());
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    private static Open open(OpenSpan stored) {
        Instant to = stored.getTo() == null ? Instant.MAX : stored.getTo();
        return new Open(new Span(stored.getFrom(), to), stored.getReadAt());
    }

    private static OpenSpan stored(Open open) {
        Instant to = open.span().to();
        return new OpenSpan(open.span().from(), to.equals(Instant.MAX) ? null : to, open.readAt());
    }
}
