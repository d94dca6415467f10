package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Quota;
import io.tallylight.poller.state.AccountState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One account at work: its limiter and its rests, which all of its targets share and which outlive a restart. */
final class AccountWork<A extends Ask> {

    final String name;
    final Deque<TargetWork<A>> line = new ArrayDeque<>();
    private final Quota quota;
    private final Pace pace;
    private String credentials = "";
    private Instant nextPermit;
    private Instant restUntil;
    private int denials;
    private int inFlight;
    private @Nullable Instant wakesAt;
    private boolean changed;

    AccountWork(String name, Quota quota, Pace pace, @Nullable AccountState state, Instant now) {
        this.name = name;
        this.quota = quota;
        this.pace = pace;
        this.nextPermit = state == null ? Instant.EPOCH : Pace.afterRestart(quota, state.getNextPermit(), now);
        this.restUntil = state == null ? Instant.EPOCH : state.getRestUntil();
        this.denials = state == null ? 0 : state.getDenials();
    }

    String credentials() {
        return credentials;
    }

    /** True where other credentials than before are used from now on: what was held against the old ones is over. */
    boolean uses(String credentials) {
        boolean replaced = !this.credentials.isEmpty() && !this.credentials.equals(credentials);
        this.credentials = credentials;
        if (replaced && denials > 0) {
            denials = 0;
            restUntil = Instant.EPOCH;
            changed = true;
        }
        return replaced;
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

    void asks(Instant now) {
        nextPermit = Pace.afterPermit(quota, nextPermit, now);
        inFlight++;
        changed = true;
    }

    void answered() {
        inFlight--;
    }

    int inFlight() {
        return inFlight;
    }

    Instant restUntil() {
        return restUntil;
    }

    void accepted() {
        changed |= denials > 0;
        denials = 0;
    }

    void throttled(Duration retryAfter, Instant now) {
        rest(now.plus(pace.afterThrottled(retryAfter)));
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

    /** What must be stored, if anything changed since the last time. */
    @Nullable
    AccountState takeChange() {
        if (!changed) {
            return null;
        }
        changed = false;
        return new AccountState(nextPermit, restUntil, denials);
    }
}
