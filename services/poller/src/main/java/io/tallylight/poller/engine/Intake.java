package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.event.Gap;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import io.tallylight.poller.engine.PollWatch.Outcome;
import io.tallylight.poller.state.RowEntry;
import io.tallylight.runtime.Rejections;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a row: new, revised, unchanged, or settled long ago. */
final class Intake {

    private final String provider;
    private final Stamp stamp;
    private final Outbox outbox;
    private final Rejections rejections;

    Intake(String provider, Stamp stamp, Outbox outbox, Rejections rejections) {
        this.provider = provider;
        this.stamp = stamp;
        this.outbox = outbox;
        this.rejections = rejections;
    }

    /** A row whose event cannot be written, because the feed left a field out, is a misfit: no other row suffers. */
    Outcome take(TargetWork<?> work, Row row, Reading reading, Instant now) {
        if (!work.progress.cursor.isOpen(row.position()) && !reading.settled(row.position())) {
            return Outcome.SETTLED;
        }
        reading.saw(row);
        Completeness completeness;
        @Nullable RowEntry before;
        RowEntry entry;
        try {
            long id = Fingerprint.of(stamp.id(row.event()));
            before = work.remembered.find(id, row.position(), row.moves());
            completeness = completeness(row, reading, before);
            long content = stamp.content(row.event(), completeness);
            entry = entry(id, content, completeness == Completeness.FINAL, before, row.figures(), now);
        } catch (RuntimeException fault) { // the feed's fault; one of the outbox, below, is nobody's to catch
            return take(work, new Misfit("The event cannot be written: " + fault, null, row.key()), reading, now);
        }
        Outcome outcome = judge(work, row, before, entry, now);
        work.progress.saw(row.at(), completeness, outcome != Outcome.UNCHANGED, now);
        return outcome;
    }

    private Outcome judge(TargetWork<?> work, Row row, @Nullable RowEntry before, RowEntry entry, Instant now) {
        if (before != null && before.getContent() == entry.getContent()) {
            if (row.moves()) {
                work.remembered.put(before, row.position(), true);
            }
            return Outcome.UNCHANGED;
        }
        tell(work, row, entry, decreased(before, row.figures()), now);
        return before == null ? Outcome.NEW : Outcome.REVISED;
    }

    /** What was told as FINAL stays FINAL, whatever the clock of whoever reads it again. */
    private static Completeness completeness(Row row, Reading reading, @Nullable RowEntry before) {
        boolean told = before != null && before.getSettled();
        return told || row.position().isBefore(reading.finalBefore()) ? Completeness.FINAL : Completeness.PROVISIONAL;
    }

    private void tell(TargetWork<?> work, Row row, RowEntry entry, boolean decreased, Instant now) {
        if (decreased) {
            stamp.flagDecrease(row.event());
        }
        stamp.stamp(row.event(), entry.getRevision(), now, entry.getFirstSeenAt());
        outbox.event(row.key(), row.at(), row.event());
        work.remembered.put(entry, row.position(), row.moves());
    }

    /** A misfit is told once for as long as it is answered again and again. */
    Outcome take(TargetWork<?> work, Misfit misfit, Reading reading, Instant now) {
        String source = work.target.getId();
        byte[] bytes = misfit.input().getBytes(StandardCharsets.UTF_8);
        Rejection rejection = rejections.of(Stage.POLL, source, misfit.reason(), misfit.field(), bytes, now);
        Instant position = reading.span().to().minusMillis(1);
        long id = Fingerprint.of(rejection.getId());
        RowEntry before = work.remembered.find(id, position, true);
        work.remembered.put(before == null ? entry(id, 0, false, null, List.of(), now) : before, position, true);
        if (before == null) {
            outbox.rejection(source, rejection);
            return Outcome.REJECTED;
        }
        return Outcome.UNCHANGED;
    }

    /**
     * What cannot be had is told once: it is settled, or never planned again. After a rewind it is planned again, and what
     * was told is remembered.
     *
     * @return whether it was told
     */
    boolean tell(TargetWork<?> work, Hole hole, Instant now) {
        PollTarget target = work.target;
        Span span = hole.span();
        String id = target.getId() + "/" + span.from() + "/" + span.to();
        RowEntry before = work.remembered.find(Fingerprint.of(id), span.to().minusMillis(1), true);
        Gap gap = new Gap(
                id,
                before == null ? 1 : before.getRevision() + 1,
                now,
                provider,
                work.account.name,
                target.getId(),
                span.from(),
                span.to(),
                hole.reason(),
                hole.obtainedSeconds(),
                hole.detail());
        boolean news =
                before == null || before.getContent() != Recollection.entry(gap).getContent();
        if (news) {
            outbox.gap(gap);
        }
        return news;
    }

    private static RowEntry entry(
            long id, long content, boolean settled, @Nullable RowEntry before, List<Long> figures, Instant now) {
        int revision = before == null ? 1 : before.getRevision() + 1;
        Instant firstSeen = before == null ? now : before.getFirstSeenAt();
        return new RowEntry(id, content, revision, firstSeen, settled, figures);
    }

    private static boolean decreased(@Nullable RowEntry before, List<Long> figures) {
        if (before == null || before.getFigures().size() != figures.size()) {
            return false;
        }
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i) < before.getFigures().get(i)) {
                return true;
            }
        }
        return false;
    }
}
