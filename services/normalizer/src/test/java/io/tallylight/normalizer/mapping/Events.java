package io.tallylight.normalizer.mapping;

import io.tallylight.event.Completeness;
import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.PushSession;
import io.tallylight.event.ViewerCount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events as the pollers write them; a test changes what it is about. */
public final class Events {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-11-23T12:02:30Z");

    private Events() {}

    public static ViewerCount.Builder viewers() {
        return ViewerCount.newBuilder()
                .setId("scaleengine/158/demo-live/channel1/2026-11-23T12:00:00Z/60")
                .setRevision(1)
                .setObservedAt(SEEN)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("scaleengine")
                .setAccount("158")
                .setApp("demo-live")
                .setStream("channel1")
                .setWindowStart(NOON)
                .setWindowSeconds(60)
                .setViewersAvg(41.5)
                .setViewersMin(40)
                .setViewersMax(43)
                .setViewersSum(249);
    }

    public static HourlyPlayback.Builder playback() {
        return HourlyPlayback.newBuilder()
                .setId("polyv/u1/2026-11-23T20")
                .setRevision(3)
                .setObservedAt(SEEN)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("polyv")
                .setAccount("u1")
                .setDay("2026-11-23")
                .setHour(20)
                .setZone("Asia/Shanghai")
                .setWindowStart(NOON)
                .setWindowSeconds(3600)
                .setDesktop(new DevicePlayback(377L, 0L, 12L, 9L))
                .setMobile(new DevicePlayback(1200L, 0L, 30L, 21L))
                .setBytesFinal(false);
    }

    public static PushSession.Builder push(Instant start, @Nullable Instant end, long durationMillis) {
        return PushSession.newBuilder()
                .setId("wangsu/acme/www.a.com/live/test/" + start)
                .setRevision(1)
                .setObservedAt(SEEN)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("wangsu")
                .setAccount("acme")
                .setDomain("www.a.com")
                .setStream("live/test")
                .setStartedAt(start)
                .setEndedAt(end)
                .setDurationMillis(durationMillis);
    }
}
