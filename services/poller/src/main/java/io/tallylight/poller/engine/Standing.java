package io.tallylight.poller.engine;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Answer;
import io.tallylight.poller.state.AccountState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an account stands with its provider: what any answer means for all of its targets, and until when it rests. */
final class Standing {

    private static final Logger log = LoggerFactory.getLogger(Standing.class);

    private final String account;
    private final Pace pace;
    private final Breaker breaker;
    private String credentials = "";
    private boolean trusted;
    private int denials;
    private Instant restUntil;
    private Instant deniedUntil;
    private Outage outage = Outage.NONE;
    private boolean changed;

    Standing(String account, Pace pace, @Nullable AccountState state) {
        this.account = account;
        this.pace = pace;
        this.breaker = new Breaker(pace, state == null ? 0 : state.getBroken());
        this.denials = state == null ? 0 : state.getDenials();
        this.restUntil = state == null ? Instant.EPOCH : state.getRestUntil();
        this.deniedUntil = state == null ? Instant.EPOCH : state.getDeniedUntil();
    }

    String credentials() {
        return credentials;
    }

    /**
     * True where other credentials than before are used from now on: what was held against the old ones is over. A rest that
     * the provider asked for, or that the breaker brought, is not about credentials.
     */
    boolean uses(String credentials) {
        boolean replaced = !this.credentials.isEmpty() && !this.credentials.equals(credentials);
        this.credentials = credentials;
        trusted &= !replaced;
        if (replaced) {
            denials = 0;
            deniedUntil = Instant.EPOCH;
            changed = true;
        }
        return replaced;
    }

    /** Neither are its credentials in doubt, nor has it just broken. */
    boolean isGood(Instant now) {
        return trusted && denials == 0 && breaker.state(now) == Breaker.State.CLOSED;
    }

    void answered(Fetch<?> fetch, Answer<?> answer, Instant now) {
        answer.match(
                data -> works(fetch),
                throttled -> throttled(throttled.retryAfter(), now),
                denied -> denied(fetch, denied.reason(), now),
                refused -> works(fetch),
                broken -> breaks(fetch, broken.reason(), now));
    }

    /** An answer to credentials that were replaced meanwhile says nothing of the new ones. */
    private boolean works(Fetch<?> fetch) {
        if (fetch.credentials().equals(credentials)) {
            changed |= denials > 0;
            denials = 0;
            trusted = true;
        }
        changed |= breaker.broken() > 0;
        if (breaker.closes()) {
            log.info("Account {} answers again", account);
        }
        return true;
    }

    private boolean breaks(Fetch<?> fetch, String reason, Instant now) {
        changed = true;
        if (breaker.breaks(fetch.askedAt(), now)) {
            rest(breaker.openUntil());
            outage = new Outage(GapReason.BROKEN, reason, now);
            if (breaker.broken() == Breaker.TRIPS_AT) {
                log.warn("Account {} only breaks and rests until {}: {}", account, restUntil, reason);
            }
        }
        return true;
    }

    private boolean throttled(Duration retryAfter, Instant now) {
        rest(now.plus(pace.afterThrottled(retryAfter)));
        return true;
    }

    /**
     * Credentials that were replaced meanwhile may be denied without harm to the new ones. Requests that were in flight
     * together are denied together: that is one denial.
     */
    private boolean denied(Fetch<?> fetch, String reason, Instant now) {
        if (!fetch.credentials().equals(credentials)) {
            return true;
        }
        outage = new Outage(GapReason.DENIED, reason, now);
        if (denials == 0 || !fetch.askedAt().isBefore(deniedUntil)) {
            denials++;
            deniedUntil = now.plus(pace.afterDenied(denials));
            changed = true;
            if (denials == 1) {
                log.warn("Account {} is denied and rests until {}: {}", account, deniedUntil, reason);
            }
        }
        return true;
    }

    private void rest(Instant until) {
        restUntil = later(until, restUntil);
        changed = true;
    }

    /** The end of all rests. */
    Instant restUntil() {
        return later(restUntil, deniedUntil);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    int denials() {
        return denials;
    }

    int broken() {
        return breaker.broken();
    }

    Instant openUntil() {
        return breaker.openUntil();
    }

    /** What last kept it from being answered. */
    Outage outage() {
        return outage;
    }

    AccountState state(Instant nextPermit) {
        return new AccountState(nextPermit, restUntil, denials, breaker.broken(), deniedUntil);
    }

    boolean changed() {
        return changed;
    }

    void stored() {
        changed = false;
    }
}
