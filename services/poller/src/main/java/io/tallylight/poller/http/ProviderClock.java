package io.tallylight.poller.http;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The provider's time: ours, corrected by what the Date header of its answers says. Requests are signed with it, so that a
 * wrong clock on our side does not make every signature too old. Thread-safe.
 */
public final class ProviderClock implements InstantSource {

    /** Date has whole seconds and the answer travels: less than this is no offset. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final InstantSource ours;
    private volatile Duration offset = Duration.ZERO;

    public ProviderClock(InstantSource ours) {
        this.ours = ours;
    }

    @Override
    public Instant instant() {
        return ours.instant().plus(offset);
    }

    /** How far the provider is ahead of us; zero while it is within two seconds. */
    public Duration offset() {
        return offset;
    }

    /** Learns from an answer that has just arrived; one without a readable Date teaches nothing. */
    void learn(MultiMap headers) {
        HttpDate.parse(headers.get("Date")).ifPresent(theirs -> {
            Duration ahead = Duration.between(ours.instant(), theirs);
            offset = ahead.abs().compareTo(TOLERANCE) <= 0 ? Duration.ZERO : ahead;
        });
    }
}
