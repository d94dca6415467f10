package io.tallylight.alerter.rules;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a channel last signalled, and whether anybody says that it is on air.
 *
 * @param saidAt the time of its last signal
 * @param liveSince when figures began to say that it is live; null before the first
 * @param liveAt the end of the last window in which somebody watched or pushed it; null before the first
 */
public record Presence(
        Instant saidAt,
        @Nullable Instant liveSince,
        @Nullable Instant liveAt) {

    public Presence said(Instant at) {
        return at.isAfter(saidAt) ? new Presence(at, liveSince, liveAt) : this;
    }

    /** A figure of a window says that it was live; silence for longer than {@code liveFor} begins a new stretch. */
    public Presence live(Instant from, Instant to, Duration liveFor) {
        if (liveSince == null || liveAt == null || from.isAfter(liveAt.plus(liveFor))) {
            return new Presence(saidAt, from, to);
        }
        boolean news = Duration.between(liveAt, to).compareTo(liveFor.dividedBy(4)) >= 0; // each change is a record
        return news ? new Presence(saidAt, liveSince, to) : this;
    }

    boolean isLive(Instant now, Duration liveFor) {
        return liveAt != null && now.isBefore(liveAt.plus(liveFor));
    }

    /** Since when a live channel has not signalled. */
    Instant silentSince() {
        return liveSince != null && liveSince.isAfter(saidAt) ? liveSince : saidAt;
    }
}
