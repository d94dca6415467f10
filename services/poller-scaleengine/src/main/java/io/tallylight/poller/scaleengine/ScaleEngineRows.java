package io.tallylight.poller.scaleengine;

import io.tallylight.event.Completeness;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one answer. An answer can be coarser or finer than what was asked, because the provider's two statements
 * about its retention contradict each other: the length of a window is what the spacing of the rows says.
 */
final class ScaleEngineRows {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    /** Two rows an hour apart may be two lone minutes; three or more at full hours are hours. */
    private static final int TIMES_THAT_PROVE = 3;

    private final String account;
    private final ZoneId zone;

    ScaleEngineRows(String account, ZoneId zone) {
        this.account = account;
        this.zone = zone;
    }

    /** Rows within the span; of several with one id the last. */
    List<Row> of(List<ViewerSample> samples, Span span, int askedSeconds) {
        int seconds = windowSeconds(samples, askedSeconds);
        Map<String, Row> rows = new LinkedHashMap<>(samples.size() * 2);
        for (ViewerSample sample : samples) {
            Instant start = instant(sample.localSeconds());
            if (start.isBefore(span.to()) && start.plusSeconds(seconds).isAfter(span.from())) {
                ViewerCount event = event(sample, start, seconds);
                rows.put(event.getId(), row(event, sample, start, seconds));
            }
        }
        return List.copyOf(rows.values());
    }

    /** The length of the windows that these samples stand for. */
    static int windowSeconds(List<ViewerSample> samples, int asked) {
        long[] times = samples.stream()
                .mapToLong(ViewerSample::localSeconds)
                .sorted()
                .distinct()
                .toArray();
        int spaced = spacing(times);
        return times.length >= TIMES_THAT_PROVE || spaced < asked ? spaced : asked;
    }

    /** The longest window that divides the day so that every time starts one, and no two share one. */
    private static int spacing(long[] times) {
        int spaced = DAY;
        for (long time : times) {
            spaced = Math.min(spaced, time % DAY == 0 ? DAY : time % HOUR == 0 ? HOUR : MINUTE);
        }
        return spaced;
    }

    private Row row(ViewerCount event, ViewerSample sample, Instant start, int seconds) {
        String key = "scaleengine/" + account + "/" + sample.app() + "/" + sample.stream();
        Instant lastMinute = start.plusSeconds(seconds - MINUTE); // a long window stands only when its last minute does
        return new Row(key, start, lastMinute, false, event, List.of());
    }

    private ViewerCount event(ViewerSample sample, Instant start, int seconds) {
        String id = "scaleengine/" + account + "/" + sample.app() + "/" + sample.stream() + "/" + seconds + "/" + start;
        return new ViewerCount(
                id,
                0,
                Instant.EPOCH,
                Completeness.PROVISIONAL,
                "scaleengine",
                account,
                sample.app(),
                sample.stream(),
                start,
                seconds,
                sample.avg(),
                sample.min(),
                sample.max(),
                sample.sum(),
                sample.odd() ? List.of("anomaly") : List.of());
    }

    private Instant instant(long localSeconds) {
        return LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant();
    }
}
