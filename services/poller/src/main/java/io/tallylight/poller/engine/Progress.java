package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.event.GapReason;
import io.tallylight.event.PollRewind;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Cursor.Open;
import io.tallylight.poller.Hole;
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
    String answer = "";
    String reason = "";

    @Nullable
    Instant answeredAt;

    @Nullable
    Instant newestProvisional;

    @Nullable
    Instant newestFinal;

    private @Nullable Instant urgentUntil;
    private @Nullable Instant changedAt;
    private @Nullable Instant settlingFrom;
    private boolean unordered;
    private @Nullable Instant rewoundTo;
    private @Nullable Instant rewindRequestedAt;

    Progress(Cursor cursor, Instant due) {
        this.cursor = cursor;
        this.due = due;
    }

    Progress(TargetState state) {
        this(new Cursor(state.getOpen().stream().map(Progress::open).toList()), state.getDue());
        failures = state.getFailures();
        answer = state.getAnswer();
        answeredAt = state.getAnsweredAt();
        urgentUntil = state.getUrgentUntil();
        changedAt = state.getChangedAt();
        newestProvisional = state.getNewestProvisional();
        newestFinal = state.getNewestFinal();
        unordered = state.getUnordered();
        rewoundTo = state.getRewoundTo();
        rewindRequestedAt = state.getRewindRequestedAt();
        settlingFrom = state.getSettlingFrom();
        reopenWhereUnordered();
    }

    /** @param theirs the provider's time, by which an urgency ends */
    Urgency urgency(Instant now, Instant theirs) {
        if (urgentUntil != null && theirs.isBefore(urgentUntil)) {
            return Urgency.URGENT;
        }
        boolean lately = answeredAt == null || (changedAt != null && changedAt.isAfter(now.minus(LATELY)));
        return lately ? Urgency.LIVE : Urgency.QUIET;
    }

    void answered(Answer<?> next, Instant at) {
        answer = next.kind();
        reason = next.reason();
        answeredAt = at;
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
        unordered |= !reading.ordered();
        Span done = unordered ? new Span(reading.from(), reading.from()) : reading.settles();
        boolean readBefore = cursor.openWithin(done).stream().anyMatch(open -> open.readAt() != null);
        if (done.isEmpty()
                || readBefore
                || rewound(done)) { // its rows are still needed if the rest turns out to be out of order
            return false;
        }
        settlingFrom = settlingFrom == null || reading.from().isBefore(settlingFrom) ? reading.from() : settlingFrom;
        cursor = cursor.without(done);
        return true;
    }

    boolean unordered() {
        return unordered;
    }

    /** The last part of a long answer can be the first one to show that it is out of order. */
    void ends(Reading reading) {
        unordered |= settlingFrom != null && !reading.ordered();
    }

    /** Reads everything once more from an instant on, as if it never had been. */
    void rewind(PollRewind rewind) {
        cursor = cursor.reopened(new Span(rewind.getTo(), Instant.MAX));
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

    /** What was settled while rows came is certain once all of it, and the rest, has come in order. */
    void endReading(Span span, boolean whole) {
        reopenWhereUnordered();
        if (whole && settlingFrom != null && !span.from().isBefore(settlingFrom)) {
            boolean rest =
                    cursor.openWithin(new Span(settlingFrom, span.from())).isEmpty();
            settlingFrom = rest ? null : settlingFrom;
        }
    }

    /** An answer out of order that was cut short leaves rows behind what it settled: that stretch is read once more. */
    private void reopenWhereUnordered() {
        Instant from = settlingFrom;
        if (unordered && from != null && !cursor.isOpen(from)) {
            Instant to = cursor.open().stream()
                    .map(open -> open.span().from())
                    .filter(from::isBefore)
                    .findFirst()
                    .orElse(from);
            cursor = cursor.reopened(new Span(from, to));
        }
        settlingFrom = unordered ? null : from;
    }

    /** A stretch that ran out while nothing was answered, here or in the whole account, was lost to that, not to its age. */
    Hole explained(Hole hole, Outage outage) {
        boolean all = answeredAt != null && answeredAt.isBefore(outage.at());
        GapReason why = all ? outage.why() : lostTo(hole);
        String words = hole.detail() + "; last answer: " + (all ? outage.reason() : reason);
        return why != hole.reason() && hole.reason() == GapReason.NOT_HELD
                ? new Hole(hole.span(), why, hole.obtainedSeconds(), words)
                : hole;
    }

    private GapReason lostTo(Hole hole) {
        return switch (answer) {
            case "denied" -> GapReason.DENIED;
            case "refused" -> GapReason.REFUSED;
            case "broken" -> GapReason.BROKEN;
            default -> hole.reason();
        };
    }

    TargetState state() {
        return new TargetState(
                cursor.open().stream().map(Progress::stored).toList(),
                due,
                failures,
                answer,
                answeredAt,
                urgentUntil,
                changedAt,
                newestProvisional,
                newestFinal,
                settlingFrom,
                unordered,
                rewoundTo,
                rewindRequestedAt);
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
