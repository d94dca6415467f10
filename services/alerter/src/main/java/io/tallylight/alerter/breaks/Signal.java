package io.tallylight.alerter.breaks;

import io.tallylight.event.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one cue says about one break.
 *
 * @param at when it takes effect
 * @param firstSeenAt when a poller first saw it
 * @param arrivedAt when it came to the alerter, on the clock that the channel's timers go by
 */
public record Signal(
        Kind kind,
        Lane lane,
        long eventId,
        String cueId,
        Instant at,
        Instant firstSeenAt,
        Instant arrivedAt,
        @Nullable Duration duration,
        @Nullable Boolean autoReturn,
        String typeName,
        List<Upid> upids) {

    /** Opens, returns, or takes the event back. */
    public enum Kind {
        OUT,
        IN,
        CANCEL
    }

    static final Comparator<Signal> BY_EFFECT = Comparator.comparing(Signal::at).thenComparing(Signal::cueId);

    /** The order in which they were said, as far as anybody can know it: independent of the order of arrival. */
    static final Comparator<Signal> BY_WORD =
            Comparator.comparing(Signal::saidAt).thenComparing(BY_EFFECT);

    /** Provider and message round times to seconds, so two copies of one time may be this far apart. */
    private static final Duration SAME = Duration.ofSeconds(2);

    /** The latest moment at which it must have been said. */
    public Instant saidAt() {
        return firstSeenAt.isBefore(at) ? firstSeenAt : at;
    }

    /** From when on it counts and is known: what it means for others is never decided sooner. */
    public Instant knownAt() {
        return arrivedAt.isAfter(at) ? arrivedAt : at;
    }

    boolean announced() {
        return firstSeenAt.isBefore(at);
    }

    boolean isOf(Lane otherLane, long otherEventId) {
        return eventId == otherEventId && lane.covers(otherLane);
    }

    /** Says the same as the other, in a copy of its own or in a revision of the same cue. */
    boolean repeats(Signal other) {
        return kind == other.kind
                && isOf(other.lane, other.eventId)
                && near(at, other.at)
                && java.util.Objects.equals(duration, other.duration)
                && java.util.Objects.equals(autoReturn, other.autoReturn)
                && upids.equals(other.upids);
    }

    static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME) <= 0;
    }
}
