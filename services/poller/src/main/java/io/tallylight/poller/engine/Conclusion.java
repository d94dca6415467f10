package io.tallylight.poller.engine;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an answer means for its target, once its rows were taken: what counts as read, and until when it rests. */
final class Conclusion<A extends Ask> {

    private final Gaps<A> gaps;
    private final Pace pace;
    private final Reopenings<A> reopenings;
    private final Admission<A> admission;

    Conclusion(Gaps<A> gaps, Pace pace, Reopenings<A> reopenings, Admission<A> admission) {
        this.gaps = gaps;
        this.pace = pace;
        this.reopenings = reopenings;
        this.admission = admission;
    }

    void of(TargetWork<A> work, Fetch<A> fetch, Answer<A> answer, Instant now) {
        work.endReading(fetch.ask().span(), whole(answer));
        Instant accountRests = work.account.standing.restUntil();
        answer.match(
                data -> finish(work, fetch, data, now),
                throttled -> rests(work, accountRests),
                denied -> rests(work, accountRests.isAfter(now) ? accountRests : now),
                refused -> refused(work, fetch, refused.reason(), now),
                broken -> rests(work, now.plus(pace.afterBroken(work.fails()))));
        reopenings.look(work);
        admission.again(work, work.wants(now));
    }

    private static boolean whole(Answer<?> answer) {
        return answer instanceof Answer.Data<?> data && data.next().isEmpty();
    }

    private boolean finish(TargetWork<A> work, Fetch<A> fetch, Answer.Data<A> data, Instant now) {
        work.progress.urgentUntil(data.urgentUntil());
        if (data.next().isEmpty()) {
            fetch.ask().hole().ifPresent(hole -> gaps.tell(work, hole, now)); // before what was told of it is forgotten
            work.settle(fetch);
        } else {
            work.asks.continueWith(data.next());
        }
        work.answeredWhole(now);
        return true;
    }

    /** What was refused again and again is a hole, and history is no reason to miss the present. */
    private boolean refused(TargetWork<A> work, Fetch<A> fetch, String reason, Instant now) {
        Optional<Span> lost = work.asks.wereForHistory()
                ? work.backlog.refusals.refused(past(fetch.ask(), work.asks.forBacklog()))
                : Optional.empty();
        if (lost.isPresent()) {
            open(work, lost.get())
                    .ifPresent(span -> gaps.giveUp(work, new Hole(span, GapReason.REFUSED, null, reason), now));
            return work.skips(now);
        }
        boolean besideThePresent = work.asks.wereForHistory() && !work.asks.forBacklog();
        return besideThePresent ? work.skips(now) : rests(work, now.plus(pace.afterRefused(work.fails())));
    }

    /** Of a live turn only what is final by now: the rest of it is the present still, and is asked for again. */
    private static Span past(Ask ask, boolean forBacklog) {
        return forBacklog ? ask.span() : ask.span().before(ask.finalBefore());
    }

    /** Without what was settled meanwhile at either end. */
    private static Optional<Span> open(TargetWork<?> work, Span lost) {
        List<Cursor.Open> open = work.progress.cursor.openWithin(lost);
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(
                        open.get(0).span().from(),
                        open.get(open.size() - 1).span().to()));
    }

    private static boolean rests(TargetWork<?> work, Instant until) {
        work.restsUntil(until);
        return true;
    }
}
