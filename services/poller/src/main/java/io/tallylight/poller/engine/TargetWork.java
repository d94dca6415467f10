package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.state.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target at work. A live turn shows the present; between live turns one ask at a time is made of the backlog. It is
 * either resting until it wakes, or in its account's line, or waiting for an answer, or having one taken.
 */
final class TargetWork<A extends Ask> {

    final AccountWork<A> account;
    final Remembered remembered;
    final Backlog backlog = new Backlog();
    final Rewinding rewinding = new Rewinding();
    final Progress progress;
    PollTarget target;
    Instant wakesAt;

    @Nullable
    Fetch<A> asked;

    @Nullable
    Reading reading;

    boolean gone;
    long gaps;
    private final Deque<A> asks = new ArrayDeque<>();
    private final Deque<A> history = new ArrayDeque<>();
    private boolean forBacklog;
    private @Nullable Instant alarm;
    private Instant afterTurn;
    private int requests;
    private @Nullable Instant turnEndedAt;
    private @Nullable Duration interval;
    private boolean changed;

    TargetWork(
            AccountWork<A> account,
            PollTarget target,
            Remembered remembered,
            @Nullable TargetState state,
            Progress fresh) {
        this.account = account;
        this.target = target;
        this.remembered = remembered;
        this.progress = state == null ? fresh : new Progress(state);
        this.changed = state == null;
        this.wakesAt = progress.due;
        this.afterTurn = progress.due;
    }

    /** It waits for its next turn and for nothing else. */
    boolean rests() {
        return !gone && asked == null && reading == null && !account.line.holds(this);
    }

    /** Chooses what its next request is for: a live turn that is due comes between two asks of the backlog. */
    void chooses(Instant now) {
        forBacklog = !live(now);
    }

    private boolean live(Instant now) {
        return !asks.isEmpty() || !progress.due.isAfter(now);
    }

    /** Nothing is left to ask of what was planned. */
    boolean idle() {
        return forBacklog ? history.isEmpty() : asks.isEmpty();
    }

    /** When it wants to stand in line again. */
    Instant wants(Instant now) {
        if (!asks.isEmpty() || !history.isEmpty()) {
            return now;
        }
        return progress.due.isBefore(backlog.due()) ? progress.due : backlog.due();
    }

    Urgency urgency(Instant now, Instant theirs) {
        return live(now) ? progress.urgency(now, theirs) : Urgency.BACKLOG;
    }

    /** Its live turn will be due while it stands in line for its backlog; true where nobody waits for that yet. */
    boolean alarms() {
        boolean first = !progress.due.equals(alarm);
        alarm = progress.due;
        return first;
    }

    /** Begins a live turn if that was chosen, else the first ask of the backlog. */
    void begin(Plan<A> plan, Instant next, Instant now) {
        backlog.planned(!plan.backlog().isEmpty());
        if (!forBacklog) {
            asks.addAll(plan.asks());
            afterTurn = next;
            requests = 0;
            if (asks.isEmpty()) {
                dueAt(next);
            }
        } else if (backlog.left() && !backlog.due().isAfter(now)) {
            history.add(plan.backlog().get(0));
        }
    }

    A nextAsk() {
        requests++;
        return planned().remove();
    }

    boolean forBacklog() {
        return forBacklog;
    }

    /** More must be asked before the span of the last ask counts as read. */
    void continueWith(List<A> next) {
        for (int i = next.size() - 1; i >= 0; i--) {
            planned().addFirst(next.get(i));
        }
    }

    private Deque<A> planned() {
        return forBacklog ? history : asks;
    }

    void settle(Fetch<A> fetch) {
        A ask = fetch.ask();
        backlog.had(ask.span());
        cursor(progress.cursor.read(ask.span(), ask.finalBefore(), fetch.readAt()));
    }

    void cursor(Cursor cursor) {
        progress.cursor = cursor;
        remembered.forget(cursor);
        changed = true;
    }

    /** Settles what has come so far of a long answer. */
    void settleSoFar(Reading reading) {
        boolean unordered = progress.unordered();
        if (progress.settle(reading)) {
            cursor(progress.cursor);
        }
        changed |= progress.unordered() != unordered;
    }

    /** An answer is complete; a turn whose last one it was ends. */
    void answeredWhole(Instant now) {
        changed = true;
        if (forBacklog) {
            backlog.answered();
        } else if (asks.isEmpty()) {
            progress.failures = 0;
            account.demand.turn(requests);
            interval = turnEndedAt == null ? null : Duration.between(turnEndedAt, now);
            turnEndedAt = now;
            dueAt(afterTurn);
        }
    }

    /** The last request was for something older than the present, which the first one of a live turn shows. */
    boolean asksForHistory() {
        return forBacklog || requests > 1;
    }

    /** The turn ends as if the last request had been answered. */
    boolean skips(Instant now) {
        planned().clear();
        answeredWhole(now);
        return true;
    }

    int fails() {
        return forBacklog ? backlog.fails() : ++progress.failures;
    }

    /** Drops the rest of what was planned: it is planned anew when the target is due again. */
    void restsUntil(Instant until) {
        planned().clear();
        if (forBacklog) {
            backlog.restsUntil(until);
        } else {
            dueAt(until);
        }
    }

    void dueAt(Instant due) {
        progress.due = due;
        changed = true;
    }

    boolean isNews(Answer<A> next) {
        return !next.kind().equals(progress.answer);
    }

    void answered(Answer<A> next, Instant at) {
        progress.answered(next, at);
        changed = true;
    }

    /** The turn ends without an answer that counts. */
    void abandonTurn() {
        asks.clear();
        history.clear();
    }

    @Nullable
    TargetState takeChange() {
        if (!changed) {
            return null;
        }
        changed = false;
        return progress.state();
    }

    TargetFacts facts(Instant now, Instant theirs) {
        return new TargetFacts(
                target.getId(),
                account.name,
                progress.cursor,
                progress.answer,
                progress.reason,
                progress.answeredAt,
                progress.due,
                progress.failures + backlog.failures(),
                progress.urgency(now, theirs),
                backlog.left(),
                Duration.ofMillis(target.getEveryMillis()),
                interval,
                progress.newestProvisional,
                progress.newestFinal,
                remembered.rows(),
                remembered.bytes(),
                gaps,
                RewindFacts.of(rewinding, progress));
    }
}
