package io.tallylight.alerter;

import io.tallylight.event.Completeness;
import io.tallylight.event.Cue;
import io.tallylight.event.CueInsert;
import io.tallylight.event.CueSegment;
import io.tallylight.event.Disagreement;
import io.tallylight.event.Finding;
import io.tallylight.event.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cues of one channel, told in seconds after {@link #ZERO}: id, when it takes effect, when it is seen. */
public final class Cues {

    public static final Instant ZERO = Instant.parse("2026-11-23T12:00:00Z");
    public static final String CHANNEL = "news";

    private Cues() {}

    public static Instant at(double seconds) {
        return ZERO.plusMillis(Math.round(seconds * 1000));
    }

    public static Cue.Builder cue(String id, double start, double seen) {
        return Cue.newBuilder()
                .setId(id)
                .setRevision(1)
                .setObservedAt(at(seen))
                .setChannel(CHANNEL)
                .setProvider("huawei")
                .setAccount("p1")
                .setStream("play.example.com/live/news")
                .setSourceId(id)
                .setSourceRevision(1)
                .setStartAt(at(start))
                .setFirstSeenAt(at(seen))
                .setReadable(true)
                .setCrcValid(true)
                .setEncrypted(false)
                .setCommand("splice_insert");
    }

    /** splice_insert out of network; {@code duration} in seconds. */
    public static Cue out(
            String id, long event, double start, double seen, @Nullable Integer duration, @Nullable Boolean auto) {
        return cue(id, start, seen)
                .setInsert(insert(event, false, true, duration, auto))
                .build();
    }

    /** splice_insert back to network. */
    public static Cue in(String id, long event, double start, double seen) {
        return cue(id, start, seen)
                .setInsert(insert(event, false, false, null, null))
                .build();
    }

    public static Cue cancel(String id, long event, double start, double seen) {
        return cue(id, start, seen)
                .setInsert(insert(event, true, false, null, null))
                .build();
    }

    private static CueInsert insert(
            long event, boolean cancel, boolean out, @Nullable Integer duration, @Nullable Boolean auto) {
        return CueInsert.newBuilder()
                .setEventId(event)
                .setCancel(cancel)
                .setOutOfNetwork(out)
                .setProgramSplice(true)
                .setImmediate(false)
                .setAutoReturn(auto)
                .setDurationTicks(duration == null ? null : duration * 90_000L)
                .setUniqueProgramId(1)
                .setAvailNum(0)
                .setAvailsExpected(0)
                .build();
    }

    /** time_signal with one segmentation descriptor. */
    public static Cue segment(String id, long event, int type, double start, double seen, @Nullable Integer duration) {
        return part(id, event, type, start, seen, duration, 0, 0);
    }

    /** The same with segment_num and segments_expected. */
    public static Cue part(
            String id, long event, int type, double start, double seen, @Nullable Integer duration, int num, int of) {
        return signal(id, start, seen, List.of(descriptor(event, type, false, duration, num, of)));
    }

    public static Cue segmentCancel(String id, long event, double start, double seen) {
        return signal(id, start, seen, List.of(descriptor(event, 0, true, null, 0, 0)));
    }

    public static Cue signal(String id, double start, double seen, List<CueSegment> segments) {
        return cue(id, start, seen)
                .setCommand("time_signal")
                .setSegments(segments)
                .build();
    }

    public static CueSegment descriptor(
            long event, int type, boolean cancel, @Nullable Integer duration, int num, int of) {
        return CueSegment.newBuilder()
                .setEventId(event)
                .setCancel(cancel)
                .setTypeId(type)
                .setTypeName("type " + type)
                .setDurationTicks(duration == null ? null : duration * 90_000L)
                .setSegmentNum(num)
                .setSegmentsExpected(of)
                .build();
    }

    public static Cue badCrc(String id, double start, double seen) {
        return cue(id, start, seen)
                .setCrcValid(false)
                .setFindings(List.of(new Finding("crc_invalid", "expected 1, found 2")))
                .build();
    }

    public static Cue unreadable(String id, double start, double seen) {
        return cue(id, start, seen)
                .setReadable(false)
                .setCrcValid(false)
                .setCommand("")
                .setFindings(List.of(new Finding("truncated", "cut off")))
                .build();
    }

    public static Cue disagreeing(String id, double start, double seen) {
        return cue(id, start, seen)
                .setDisagreements(List.of(new Disagreement("event_id", "summary", "100", "1")))
                .build();
    }

    public static Metric viewers(double from, double seen, double value) {
        return Metric.newBuilder()
                .setId("m/" + from)
                .setRevision(1)
                .setObservedAt(at(seen))
                .setCompleteness(Completeness.FINAL)
                .setName("viewers.avg")
                .setUnit("{viewer}")
                .setValue(value)
                .setChannel(CHANNEL)
                .setProvider("scaleengine")
                .setAccount("158")
                .setStream("news")
                .setWindowStart(at(from))
                .setWindowSeconds(60)
                .setAttributes(Map.of())
                .setSourceId("v")
                .setSourceRevision(1)
                .build();
    }
}
