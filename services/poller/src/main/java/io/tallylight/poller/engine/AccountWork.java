package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Quota;
import io.tallylight.poller.state.AccountState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account at work: its limiter, rests and breaker, which all of its targets share and which outlive a restart. */
final class AccountWork<A extends Ask> {

    final String name;
    final Line<A> line = new Line<>();
    final Demand demand;
    private final Quota quota;
    private final Pace pace;
    private final Breaker breaker;
    Outage outage = Outage.NONE;
    private String credentials = "";
    private Instant nextPermit;
    private Instant restUntil;
    private int denials;
    private boolean trusted;
    private int inFlight;
    private int backlogInFlight;
    private @Nullable Instant wakesAt;
    private boolean changed;
    private boolean stored;

    AccountWork(String name, Quota quota, Pace pace, @Nullable AccountState state, Instant now) {
        this.name = name;
        this.quota = quota;
        this.pace = pace;
        this.demand = new Demand(name, quota);
        this.stored = state != null;
        this.nextPermit = state == null ? Instant.EPOCH : Pace.afterRestart(quota, state.getNextPermit(), now);
        this.restUntil = state == null ? Instant.EPOCH : state.getRestUntil();
        this.denials = state == null ? 0 : state.getDenials();
        this.breaker = new Breaker(pace, state == null ? 0 : state.getBroken());
    }

    String credentials() {
        return credentials;
    }

    /** True where other credentials than before are used from now on: what was held against the old ones is over. */
    boolean uses(String credentials) {
        boolean replaced = !this.credentials.isEmpty() && !this.credentials.equals(credentials);
        this.credentials = credentials;
        trusted &= !replaced;
        if (replaced && denials > 0) {
            denials = 0;
            restUntil = Instant.EPOCH;
            changed = true;
        }
        return replaced;
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
        return permit.isAfter(restUntil) ? permit : restUntil;
    }

    /**
     * Whether one more request may be on its way. Credentials that were not accepted yet, and an account that just broke, are
     * tried with one request at a time; the backlog leaves one to the live turns.
     */
    boolean hasRoom(int most, boolean forBacklog, Instant now) {
        if (!trusted || denials > 0 || breaker.state(now) != Breaker.State.CLOSED) {
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

    void answered(boolean forBacklog) {
        inFlight--;
        backlogInFlight -= forBacklog ? 1 : 0;
    }

    Instant restUntil() {
        return restUntil;
    }

    /** The provider took the credentials and answered. */
    void accepted() {
        changed |= denials > 0;
        denials = 0;
        trusted = true;
    }

    /** The provider works, whatever it said; true where it did not before. */
    boolean works() {
        changed |= breaker.broken() > 0;
        return breaker.closes();
    }

    /** True where the account rests because of this. */
    boolean breaks(Instant askedAt, Instant now) {
        changed = true;
        boolean opened = breaker.breaks(askedAt, now);
        if (opened) {
            rest(breaker.openUntil());
        }
        return opened;
    }

    boolean throttled(Duration retryAfter, Instant now) {
        rest(now.plus(pace.afterThrottled(retryAfter)));
        return true;
    }

    /**
     * Requests that were in flight together are denied together: that is one denial.
     *
     * @return whether this is the first one since the account was last accepted
     */
    boolean denied(Instant askedAt, Instant now) {
        if (denials == 0 || !askedAt.isBefore(restUntil)) {
            denials++;
            rest(now.plus(pace.afterDenied(denials)));
            return denials == 1;
        }
        return false;
    }

    private void rest(Instant until) {
        restUntil = until.isAfter(restUntil) ? until : restUntil;
        changed = true;
    }

    /** Its limiter was never stored: a crash would forget what was asked. */
    boolean isUnknown() {
        return changed && !stored;
    }

    /** What must be stored, if anything changed since the last time. */
    @Nullable
    AccountState takeChange() {
        if (!changed) {
            return null;
        }
        return state();
    }

    /** What must be stored, changed or not. */
    AccountState state() {
        changed = false;
        stored = true;
        return new AccountState(nextPermit, restUntil, denials, breaker.broken());
    }

    AccountFacts facts() {
        return new AccountFacts(
                name,
                restUntil,
                denials,
                breaker.broken(),
                breaker.openUntil(),
                inFlight,
                line.length(),
                demand.targets(),
                demand.perMinute(),
                quota,
                nextPermit);
    }
}
