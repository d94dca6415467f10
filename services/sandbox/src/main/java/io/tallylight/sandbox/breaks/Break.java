package io.tallylight.sandbox.breaks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One break as it was meant: what a test compares the bus with. {@code channel} is the provider's name of it; {@code
 * endAt} is null where nothing ends it, {@code planned} where no duration is announced. Of an orphan return {@code
 * startAt} is the return's own time.
 */
public record Break(
        String channel,
        BreakKind kind,
        long eventId,
        Instant announcedAt,
        Instant startAt,
        @Nullable Duration planned,
        @Nullable Instant endAt) {

    /** Which signal carries it; the names of the contract. */
    public enum Track {
        SPLICE_INSERT,
        TIME_SIGNAL
    }

    /** How it ends; the names of the contract, and two that are no end. */
    public enum Ending {
        EXPLICIT_RETURN,
        AUTO_RETURN,
        SEGMENT_END,
        CANCELLED,
        /** It stays open: a reader can only infer its end. */
        NEVER,
        /** There was none: only a return. */
        NO_BREAK
    }

    public Track track() {
        return kind.segment() ? Track.TIME_SIGNAL : Track.SPLICE_INSERT;
    }

    public Ending ending() {
        return kind.ending();
    }

    public Optional<String> rule() {
        return kind.rule();
    }
}
