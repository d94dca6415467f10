package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.event.PushSession;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Real events for the engine to carry. */
final class Events {

    private Events() {}

    static ViewerCount viewers(Instant minute, long viewers) {
        Instant window = minute.truncatedTo(ChronoUnit.MINUTES);
        return ViewerCount.newBuilder()
                .setId("scaleengine/158/live/a/" + window)
                .setRevision(0)
                .setObservedAt(Instant.EPOCH)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("scaleengine")
                .setAccount("158")
                .setApp("live")
                .setStream("a")
                .setWindowStart(window)
                .setWindowSeconds(60)
                .setViewersAvg((double) viewers)
                .setViewersMin(viewers)
                .setViewersMax(viewers)
                .setViewersSum(viewers)
                .setFlags(List.of())
                .build();
    }

    static Row row(Instant minute, long viewers) {
        ViewerCount event = viewers(minute, viewers);
        return Row.of("scaleengine/158/live/a", event.getWindowStart(), event);
    }

    static Row other(Instant minute, String stream, long viewers) {
        ViewerCount one = viewers(minute, viewers);
        ViewerCount event = ViewerCount.newBuilder(one)
                .setStream(stream)
                .setId("scaleengine/158/live/" + stream + "/" + one.getWindowStart())
                .build();
        return Row.of("scaleengine/158/live/" + stream, event.getWindowStart(), event);
    }

    /** An open push is kept in mind at {@code seen}, a closed one at its end; end and duration may only grow. */
    static Row push(Instant start, @Nullable Instant end, Duration duration, Instant seen) {
        PushSession event = PushSession.newBuilder()
                .setId("wangsu/u/d/live/" + start)
                .setRevision(0)
                .setObservedAt(Instant.EPOCH)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("wangsu")
                .setAccount("u")
                .setDomain("d")
                .setStream("live")
                .setStartedAt(start)
                .setEndedAt(end)
                .setDurationMillis(duration.toMillis())
                .setSpanMillis(null)
                .setFlags(List.of())
                .build();
        return Row.of("wangsu/u/d/live", start, event)
                .movingTo(end == null ? seen : end)
                .growing(List.of(duration.toMillis()));
    }
}
