package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Quota;
import io.tallylight.poller.state.AccountState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account at work: the line, the limiter and the standing, which all of its targets share. */
final class AccountWork<A extends Ask> {

    final String name;
    final Line<A> line = new Line<>();
    final Demand demand;
    final Standing standing;
    private final Quota quota;
    private Instant nextPermit;
    private int inFlight;
    private int backlogInFlight;
    private @Nullable Instant wakesAt;
    private boolean changed;
    private boolean stored;

    AccountWork(String name, Quota quota, Pace pace, @Nullable AccountState state, Instant now) {
        this.name = name;
        this.quota = quota;
        this.demand = new Demand(name, quota);
        this.standing = new Standing(name, pace, state);
        this.stored = state != null;
        this.nextPermit = state == null ? Instant.EPOCH : Pace.afterRestart(quota, state.getNextPermit(), now);
    }

    /** How long the quota needs to serve every target once. */
    Duration round() {
        return demand.round();
    }

    /** Asks for the line to be served then; true where that is earlier than was already known. */
    boolean wakes(Instant at) {
        if (line.isEmpty() || (wakesAt != null && !at.isBefore(wakesAt))) {
            return false;
        }
        wakesAt = at;
        return true;
    }

    /** True for the wake that was asked for last. */
    boolean awoken(Instant at) {
        boolean mine = at.equals(wakesAt);
        wakesAt = mine ? null : wakesAt;
        return mine;
    }

    /** When a request may be made; at or before {@code now} if at once. */
    Instant permitAt() {
        Instant permit = Pace.permitAt(quota, nextPermit);
        Instant rest = standing.restUntil();
        return permit.isAfter(rest) ? permit : rest;
    }

    /**
     * Whether one more request may be on its way. Credentials that were not accepted yet, and an account that just broke, are
     * tried with one request at a time; the backlog leaves one to the live turns.
     */
    boolean hasRoom(int most, boolean forBacklog, Instant now) {
        if (!standing.isGood(now)) {
            return inFlight == 0;
        }
        return inFlight < most && (!forBacklog || backlogInFlight < Math.max(1, most - 1));
    }

    void asks(boolean forBacklog, Instant now) {
        nextPermit = Pace.afterPermit(quota, nextPermit, now);
        inFlight++;
        backlogInFlight += forBacklog ? 1 : 0;
        changed = true;
    }

    void answered(Fetch<A> fetch, Answer<A> answer, Instant now) {
        inFlight--;
        backlogInFlight -= fetch.forBacklog() ? 1 : 0;
        standing.answered(fetch, answer, now);
    }

    /** Its limiter was never stored: a crash would forget what was asked. */
    boolean isUnknown() {
        return changed() && !stored;
    }

    /** What must be stored, if anything changed since the last time. */
    @Nullable
    AccountState takeChange() {
        return changed() ? state() : null;
    }

    /** What must be stored, changed or not. */
    AccountState state() {
        changed = false;
        standing.stored();
        stored = true;
        return standing.state(nextPermit);
    }

    private boolean changed() {
        return changed || standing.changed();
    }

    AccountFacts facts() {
        return new AccountFacts(
                name,
                standing.restUntil(),
                standing.denials(),
                standing.broken(),
                standing.openUntil(),
                inFlight,
                line.length(),
                demand.targets(),
                demand.perMinute(),
                quota,
                nextPermit);
    }
}
