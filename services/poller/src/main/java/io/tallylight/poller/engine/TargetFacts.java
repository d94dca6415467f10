package io.tallylight.poller.engine;

import io.tallylight.poller.Cursor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a target stands, for whoever watches.
 *
 * @param answer kind of the last answer; empty before the first
 * @param nextTurn when its next live turn is due; a past time where it stands in its account's line
 * @param every the interval that is wanted
 * @param interval the time between its last two live turns; null before the second
 * @param newestProvisional newest event time of a PROVISIONAL row; null before the first
 * @param newestFinal the same of a FINAL row
 * @param rows rows that are kept in mind
 * @param bytes what they weigh in the store
 * @param rewind the last rewind that was asked for; null where none was
 * @param gaps told since this instance took the target over
 */
record TargetFacts(
        String target,
        String account,
        Cursor cursor,
        String answer,
        String reason,
        @Nullable Instant answeredAt,
        Instant nextTurn,
        int failures,
        Urgency urgency,
        boolean backlogLeft,
        Duration every,
        @Nullable Duration interval,
        @Nullable Instant newestProvisional,
        @Nullable Instant newestFinal,
        int rows,
        long bytes,
        long gaps,
        @Nullable RewindFacts rewind) {

    /** @param theirs the provider's time, by which an urgency ends */
    static TargetFacts of(TargetWork<?> work, Instant now, Instant theirs) {
        Progress progress = work.progress;
        return new TargetFacts(
                work.target.getId(),
                work.account.name,
                progress.cursor,
                progress.last.kind(),
                progress.last.reason(),
                progress.last.at(),
                progress.due,
                progress.failures + work.backlog.failures(),
                progress.urgency(now, theirs),
                work.backlog.left(),
                Duration.ofMillis(work.target.getEveryMillis()),
                work.interval(),
                progress.newestProvisional,
                progress.newestFinal,
                work.remembered.rows(),
                work.remembered.bytes(),
                work.gaps,
                RewindFacts.of(work.rewinding, progress));
    }

    /** How long its live turn has been due, standing in line or being answered; zero while it rests. */
    Duration overdue(Instant now) {
        return nextTurn.isBefore(now) ? Duration.between(nextTurn, now) : Duration.ZERO;
    }
}
