package io.tallylight.poller.engine;

import io.tallylight.poller.Quota;
import io.tallylight.poller.state.AccountState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account at work: its limiter and its rests, which all of its targets share and which outlive a restart. */
final class AccountWork {

    private final Quota quota;
    private final Pace pace;
    private Instant nextPermit;
    private Instant restUntil;
    private int denials;
    private int inFlight;
    private boolean changed;

    AccountWork(Quota quota, Pace pace, @Nullable AccountState state) {
        this.quota = quota;
        this.pace = pace;
        this.nextPermit = state == null ? Instant.EPOCH : state.getNextPermit();
        this.restUntil = state == null ? Instant.EPOCH : state.getRestUntil();
        this.denials = state == null ? 0 : state.getDenials();
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

    /** Requests that were in flight together are denied together: that is one denial. */
    void denied(Instant askedAt, Instant now) {
        if (denials == 0 || !askedAt.isBefore(restUntil)) {
            denials++;
            rest(now.plus(pace.afterDenied(denials)));
        }
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
