package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Cursor.Open;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import io.tallylight.poller.state.OpenSpan;
import io.tallylight.poller.state.TargetState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One target at work: how far it was read, what it still asks in this turn, and when it is due. */
final class TargetWork<A extends Ask> {

    final AccountWork<A> account;
    final Remembered remembered;
    PollTarget target;
    Cursor cursor;
    Instant due;

    @Nullable
    Fetch<A> asked;

    boolean inLine;
    boolean gone;
    private final Deque<A> asks = new ArrayDeque<>();
    private Instant afterTurn;
    private int failures;
    private String answer = "";
    private String reason = "";
    private @Nullable Instant answeredAt;
    private boolean changed = true;

    TargetWork(AccountWork<A> account, PollTarget target, Cursor cursor, Remembered remembered, Instant due) {
        this.account = account;
        this.target = target;
        this.cursor = cursor;
        this.remembered = remembered;
        this.due = due;
        this.afterTurn = due;
    }

    void resume(TargetState state) {
        cursor = new Cursor(state.getOpen().stream().map(TargetWork::open).toList());
        due = state.getDue();
        failures = state.getFailures();
        answer = state.getAnswer();
        answeredAt = state.getAnsweredAt();
        changed = false;
    }

    /** Begins a turn; one without asks ends at once. */
    void begin(Plan<A> plan) {
        asks.addAll(plan.asks());
        afterTurn = plan.next();
    }

    /** It waits for its next turn and for nothing else. */
    boolean rests() {
        return !gone && !inLine && asked == null;
    }

    boolean idle() {
        return asks.isEmpty();
    }

    A nextAsk() {
        return asks.remove();
    }

    /** More must be asked before the span of the last ask counts as read. */
    void continueWith(List<A> next) {
        for (int i = next.size() - 1; i >= 0; i--) {
            asks.addFirst(next.get(i));
        }
    }

    void settle(A ask, Instant askedAt) {
        cursor = cursor.read(ask.span(), ask.finalBefore(), askedAt);
        remembered.forget(cursor);
        failures = 0;
        changed = true;
    }

    /** The rest of this turn, or the next one. */
    Instant goesOnAt(Instant now) {
        return asks.isEmpty() ? afterTurn : now;
    }

    /** Drops the rest of the turn: a new one is planned when the target is due again. */
    int fails() {
        asks.clear();
        changed = true;
        return ++failures;
    }

    void abandonTurn() {
        asks.clear();
    }

    boolean isNews(Answer<A> next) {
        return !next.kind().equals(answer);
    }

    void answered(Answer<A> next, Instant at) {
        answer = next.kind();
        reason = next.reason();
        answeredAt = at;
    }

    @Nullable
    TargetState takeChange() {
        if (!changed) {
            return null;
        }
        changed = false;
        return new TargetState(
                cursor.open().stream().map(TargetWork::stored).toList(), due, failures, answer, answeredAt);
    }

    /** For the page of targets. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("account", account.name);
        facts.put("settledBefore", cursor.settledBefore().toString());
        facts.put(
                "open",
                cursor.open().stream()
                        .map(open -> open.span().from() + "/" + end(open))
                        .toList());
        facts.put("lastAnswer", answer);
        facts.put("reason", reason);
        facts.put("answeredAt", String.valueOf(answeredAt));
        facts.put("nextTurn", due.toString());
        facts.put("failures", failures);
        facts.put("rowsRemembered", remembered.rows());
        return facts;
    }

    private static String end(Open open) {
        return open.span().to().equals(Instant.MAX) ? ".." : open.span().to().toString();
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
