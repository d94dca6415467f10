package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import io.tallylight.poller.state.TargetState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One target at work. A live turn shows the present; between live turns one ask at a time is made of the backlog. It is
 * either resting until it wakes, or in its account's line, or waiting for an answer, or having one taken.
 */
final class TargetWork<A extends Ask> {

    final AccountWork<A> account;
    final Remembered remembered;
    final Asks<A> asks = new Asks<>();
    final Backlog backlog = new Backlog();
    final Rewinding rewinding = new Rewinding();
    final Reopening reopening = new Reopening();
    final Progress progress;
    PollTarget target;
    Instant wakesAt;

    @Nullable
    Fetch<A> asked;

    @Nullable
    Reading reading;

    boolean gone;
    long gaps;
    private @Nullable Instant alarm;
    private Instant afterTurn;
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
        this.changed = state == null || progress.doubt().isPresent();
        this.wakesAt = progress.due;
        this.afterTurn = progress.due;
    }

    /** It waits for its next turn and for nothing else. */
    boolean rests() {
        return !gone && asked == null && reading == null && !account.line.holds(this);
    }

    /** Chooses what its next request is for: a live turn that is due comes between two asks of the backlog. */
    void chooses(Instant now) {
        boolean turn = asks.liveLeft() || (live(now) && !backlog.insists(now));
        asks.choose(!turn);
    }

    private boolean live(Instant now) {
        return asks.liveLeft() || !progress.due.isAfter(now);
    }

    /** When it wants to stand in line again. */
    Instant wants(Instant now) {
        Instant rested = progress.due.isBefore(backlog.due()) ? progress.due : backlog.due();
        return asks.left() ? now : rested;
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
        if (!asks.forBacklog()) {
            asks.begin(plan.asks());
            afterTurn = next;
            if (asks.idle()) {
                dueAt(next);
            }
        } else if (backlog.left() && !backlog.due().isAfter(now)) {
            asks.addHistory(plan.backlog().get(0));
        }
    }

    void settle(Fetch<A> fetch) {
        A ask = fetch.ask();
        backlog.refusals.had(ask.span());
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

    /** An answer was dealt with, whole or not. */
    void endReading(Span span, boolean whole) {
        progress.endReading(span, whole);
        changed = true;
    }

    /** An answer is complete; a turn whose last one it was ends. */
    void answeredWhole(Instant now) {
        changed = true;
        if (asks.forBacklog()) {
            backlog.answered();
        } else if (asks.idle()) {
            progress.failures = 0;
            account.demand.turn(asks.asked());
            interval = turnEndedAt == null ? null : Duration.between(turnEndedAt, now);
            turnEndedAt = now;
            dueAt(afterTurn);
        }
    }

    /** The turn ends as if the last request had been answered. */
    boolean skips(Instant now) {
        asks.drop();
        answeredWhole(now);
        return true;
    }

    int fails() {
        return asks.forBacklog() ? backlog.fails() : ++progress.failures;
    }

    /** Drops the rest of what was planned: it is planned anew when the target is due again. */
    void restsUntil(Instant until) {
        asks.drop();
        if (asks.forBacklog()) {
            backlog.restsUntil(until);
        } else {
            dueAt(until);
        }
    }

    void dueAt(Instant due) {
        progress.due = due;
        changed = true;
    }

    void answered(Answer<A> next, Instant at) {
        progress.answered(next, at);
        changed = true;
    }

    @Nullable
    TargetState takeChange() {
        if (!changed) {
            return null;
        }
        changed = false;
        return progress.state();
    }

    /** The time between its last two live turns; null before the second. */
    @Nullable
    Duration interval() {
        return interval;
    }
}
