package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.engine.PollWatch.Outcome;
import io.tallylight.poller.state.RowEntry;
import io.tallylight.runtime.Rejections;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a row: new, revised, unchanged, or settled long ago. */
final class Intake {

    private final Stamp stamp;
    private final Outbox outbox;
    private final Rejections rejections;

    Intake(Stamp stamp, Outbox outbox, Rejections rejections) {
        this.stamp = stamp;
        this.outbox = outbox;
        this.rejections = rejections;
    }

    /** A row whose event cannot be written, because the feed left a field out, is a misfit: no other row suffers. */
    Outcome take(TargetWork<?> work, Row row, Ask ask, Instant now) {
        if (!work.cursor.isOpen(row.position())) {
            return Outcome.SETTLED;
        }
        long id;
        long content;
        try {
            id = Stamp.fingerprint(stamp.id(row.event()));
            content = stamp.content(row.event(), completeness(row, ask));
        } catch (RuntimeException fault) { // the feed's fault; one of the outbox, below, is nobody's to catch
            return take(work, new Misfit("The event cannot be written: " + fault, null, row.key()), ask, now);
        }
        return judge(work, row, id, content, now);
    }

    private Outcome judge(TargetWork<?> work, Row row, long id, long content, Instant now) {
        RowEntry before = work.remembered.find(id, row.position(), row.moves());
        if (before != null && before.getContent() == content) {
            work.remembered.put(before, row.position(), row.moves());
            return Outcome.UNCHANGED;
        }
        tell(work, row, entry(id, content, before, row.figures(), now), decreased(before, row.figures()), now);
        return before == null ? Outcome.NEW : Outcome.REVISED;
    }

    private static Completeness completeness(Row row, Ask ask) {
        return row.position().isBefore(ask.finalBefore()) ? Completeness.FINAL : Completeness.PROVISIONAL;
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
    Outcome take(TargetWork<?> work, Misfit misfit, Ask ask, Instant now) {
        String source = work.target.getId();
        byte[] bytes = misfit.input().getBytes(StandardCharsets.UTF_8);
        Rejection rejection = rejections.of(Stage.POLL, source, misfit.reason(), misfit.field(), bytes, now);
        Instant position = ask.span().to().minusMillis(1);
        long id = Stamp.fingerprint(rejection.getId());
        RowEntry before = work.remembered.find(id, position, true);
        work.remembered.put(before == null ? entry(id, 0, null, List.of(), now) : before, position, true);
        if (before == null) {
            outbox.rejection(source, rejection);
            return Outcome.REJECTED;
        }
        return Outcome.UNCHANGED;
    }

    private static RowEntry entry(long id, long content, @Nullable RowEntry before, List<Long> figures, Instant now) {
        int revision = before == null ? 1 : before.getRevision() + 1;
        Instant firstSeen = before == null ? now : before.getFirstSeenAt();
        return new RowEntry(id, content, revision, firstSeen, figures);
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
