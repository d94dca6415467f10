package io.tallylight.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybackMetricsTest {

    private final PlaybackMetrics mapping = new PlaybackMetrics();

    @Test
    void givesEachFigureByDevice() {
        Verdict verdict = mapping.judge(Events.playback().build(), "polyv/u1");

        assertThat(Judged.values(verdict))
                .isEqualTo(Map.of(
                        "playback.duration;device=desktop", 377.0,
                        "playback.views;device=desktop", 12.0,
                        "playback.unique_viewers;device=desktop", 9.0,
                        "playback.duration;device=mobile", 1200.0,
                        "playback.views;device=mobile", 30.0,
                        "playback.unique_viewers;device=mobile", 21.0));
    }

    @Test
    void saysDeviceHourAndUnit() {
        HourlyPlayback event = Events.playback().build();

        Metric metric = Judged.metrics(mapping.judge(event, "polyv/u1")).get(0);

        assertThat(metric.getId()).isEqualTo("playback.duration;device=desktop@polyv/u1/2026-11-23T20");
        assertThat(metric.getAttributes()).isEqualTo(Map.of("device", "desktop"));
        assertThat(metric.getUnit()).isEqualTo("s");
        assertThat(metric.getStream()).isEmpty();
        assertThat(metric.getWindowStart()).isEqualTo(Events.NOON);
        assertThat(metric.getWindowSeconds()).isEqualTo(3600);
    }

    @Test
    void saysNoBytesWhileZeroProvesNothing() {
        assertThat(Judged.values(mapping.judge(Events.playback().build(), "c")))
                .doesNotContainKey("delivery.bytes;device=desktop");
    }

    @Test
    void saysZeroBytesOnceTheyAreFinal() {
        HourlyPlayback summedUp = Events.playback().setBytesFinal(true).build();

        assertThat(Judged.values(mapping.judge(summedUp, "c"))).containsEntry("delivery.bytes;device=mobile", 0.0);
    }

    @Test
    void keepsBytesProvisionalUntilTheyAreSummedUp() {
        HourlyPlayback early = Events.playback()
                .setCompleteness(Completeness.FINAL)
                .setDesktop(new DevicePlayback(377L, 5_000_000_000L, 12L, 9L))
                .build();

        assertThat(Judged.accepted(mapping.judge(early, "c")).figures())
                .contains(new Figure(
                        Part.of(MetricName.DELIVERY_BYTES, "desktop"), 5_000_000_000.0, Completeness.PROVISIONAL))
                .contains(new Figure(Part.of(MetricName.PLAYBACK_VIEWS, "desktop"), 12, Completeness.FINAL));
    }

    @Test
    void refusesNegativeFigures() {
        HourlyPlayback broken =
                Events.playback().setMobile(new DevicePlayback(1L, 0L, -2L, 0L)).build();

        assertThat(Judged.rejected(mapping.judge(broken, "c")))
                .extracting(Verdict.Rejected::field, Verdict.Rejected::reason)
                .containsExactly("mobile.views", "mobile.views: expected a number from 0, found -2");
    }
}
