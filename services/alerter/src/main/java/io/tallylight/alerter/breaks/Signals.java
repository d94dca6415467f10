package io.tallylight.alerter.breaks;

import io.tallylight.event.Cue;
import io.tallylight.event.CueInsert;
import io.tallylight.event.CueSegment;
import io.tallylight.event.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a cue: its splice_insert, or each of its segmentation descriptors, as signals of breaks. */
public final class Signals {

    private static final long TICKS_PER_MILLI = 90;

    /** A splice time has 33 bits of 90 kHz, 26.5 hours: what is said to start later than that is no time. */
    private static final Duration FURTHEST = Duration.ofHours(27);

    private Signals() {}

    /** None for a cue that could not be read, and for segments that are not about breaks. */
    public static List<Signal> of(Cue cue, Instant arrivedAt) {
        if (cue.getStartAt().isAfter(cue.getFirstSeenAt().plus(FURTHEST))) {
            return List.of();
        }
        CueInsert insert = cue.getInsert();
        if (insert != null) {
            return List.of(insert(cue, insert, arrivedAt));
        }
        return cue.getSegments().stream()
                .flatMap(segment -> segment(cue, segment, arrivedAt))
                .toList();
    }

    private static Signal insert(Cue cue, CueInsert insert, Instant arrivedAt) {
        Signal.Kind kind =
                insert.getCancel() ? Signal.Kind.CANCEL : insert.getOutOfNetwork() ? Signal.Kind.OUT : Signal.Kind.IN;
        return new Signal(
                kind,
                Lane.INSERT,
                insert.getEventId(),
                cue.getId(),
                cue.getStartAt(),
                cue.getFirstSeenAt(),
                arrivedAt,
                duration(insert.getDurationTicks()),
                insert.getAutoReturn(),
                "",
                List.of());
    }

    private static Stream<Signal> segment(Cue cue, CueSegment segment, Instant arrivedAt) {
        int type = segment.getTypeId();
        if (segment.getCancel()) { // its type, if any, need not match (10.3.3.1)
            return Stream.of(segment(cue, segment, arrivedAt, Signal.Kind.CANCEL, 0));
        }
        if (Lane.starts(type)) {
            return Stream.of(segment(cue, segment, arrivedAt, Signal.Kind.OUT, type));
        }
        boolean ends = Lane.ends(type) && (!Lane.endsInParts(type) || last(segment));
        return ends ? Stream.of(segment(cue, segment, arrivedAt, Signal.Kind.IN, type - 1)) : Stream.empty();
    }

    private static boolean last(CueSegment segment) {
        return segment.getSegmentNum() == segment.getSegmentsExpected();
    }

    private static Signal segment(Cue cue, CueSegment segment, Instant arrivedAt, Signal.Kind kind, int startType) {
        return new Signal(
                kind,
                Lane.segment(startType),
                segment.getEventId(),
                cue.getId(),
                cue.getStartAt(),
                cue.getFirstSeenAt(),
                arrivedAt,
                duration(segment.getDurationTicks()),
                null,
                segment.getTypeName(),
                List.<Upid>copyOf(segment.getUpids()));
    }

    private static @Nullable Duration duration(@Nullable Long ticks) {
        return ticks == null ? null : Duration.ofMillis(Math.round((double) ticks / TICKS_PER_MILLI));
    }
}
