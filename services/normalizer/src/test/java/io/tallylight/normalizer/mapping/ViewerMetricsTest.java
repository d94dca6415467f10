package io.tallylight.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.Metric;
import io.tallylight.event.ViewerCount;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewerMetricsTest {

    private final ViewerMetrics mapping = new ViewerMetrics();

    @Test
    void givesAverageSmallestAndLargestButNeverTheSum() {
        ViewerCount event = Events.viewers().build();

        Verdict verdict = mapping.judge(event, "channel-1");

        assertThat(Judged.values(verdict))
                .containsOnlyKeys("viewers.avg", "viewers.min", "viewers.max")
                .containsEntry("viewers.avg", 41.5)
                .containsEntry("viewers.min", 40.0)
                .containsEntry("viewers.max", 43.0);
    }

    @Test
    void carriesTheEventOn() {
        ViewerCount event = Events.viewers().setRevision(4).build();

        Metric metric = Judged.metrics(mapping.judge(event, "channel-1")).get(0);

        assertThat(metric)
                .isEqualTo(Metric.newBuilder()
                        .setId("viewers.avg@" + event.getId())
                        .setRevision(4)
                        .setObservedAt(event.getObservedAt())
                        .setCompleteness(Completeness.PROVISIONAL)
                        .setName("viewers.avg")
                        .setUnit("{viewer}")
                        .setValue(41.5)
                        .setChannel("channel-1")
                        .setProvider("scaleengine")
                        .setAccount("158")
                        .setStream("demo-live/channel1")
                        .setWindowStart(Events.NOON)
                        .setWindowSeconds(60)
                        .setSourceId(event.getId())
                        .setSourceRevision(4)
                        .build());
    }

    @Test
    void keepsTheProvidersAnomaly() {
        ViewerCount odd =
                Events.viewers().setViewersMin(50).setFlags(List.of("anomaly")).build();

        assertThat(Judged.values(mapping.judge(odd, "c"))).containsEntry("viewers.min", 50.0);
    }

    @Test
    void refusesWhatIsNoCount() {
        ViewerCount broken = Events.viewers()
                .setViewersAvg(Double.NaN)
                .setViewersMin(-1)
                .setWindowSeconds(0)
                .setWindowStart(Instant.ofEpochSecond(-1))
                .build();

        Verdict.Rejected rejected = Judged.rejected(mapping.judge(broken, "c"));

        assertThat(rejected.field()).isEqualTo("windowStart");
        assertThat(rejected.reason())
                .contains("windowStart: expected a time since 1970")
                .contains("windowSeconds: expected a number above 0, found 0")
                .contains("viewersAvg: expected a number from 0, found NaN")
                .contains("viewersMin: expected a number from 0, found -1");
        assertThat(rejected.input()).contains("demo-live");
    }

    @Test
    void refusesAnEventWithoutIdOrRevision() {
        ViewerCount nameless = Events.viewers().setId(" ").setRevision(0).build();

        assertThat(Judged.rejected(mapping.judge(nameless, "c")).reason())
                .isEqualTo("id: expected a text, found ' '; revision: expected a number from 1, found 0");
    }
}
