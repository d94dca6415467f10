package io.tallylight.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.Cue;
import io.tallylight.event.Metric;
import io.tallylight.event.PushSession;
import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import io.tallylight.event.ViewerCount;
import io.tallylight.normalizer.channels.ChannelsFile;
import io.tallylight.normalizer.cues.Signals;
import io.tallylight.normalizer.mapping.Events;
import io.tallylight.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizerTopologyTest {

    private static final String VIEWER_KEY = "scaleengine/158/demo-live/channel1";
    private static final String PUSH_KEY = "wangsu/acme/www.a.com/live/test";
    private static final Instant ELEVEN = Instant.parse("2026-11-23T11:00:00Z");

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    /** Names of nodes and stores are names of changelog topics: a change here is a migration. */
    @Test
    void looksAsCommitted() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("topology.txt"))) {
            String committed = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(pipeline.topology().describe().toString().strip())
                    .isEqualToNormalizingNewlines(committed.strip());
        }
    }

    @Test
    void writesMetricsUnderTheChannelAtTheTimeOfTheWindow() {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());

        List<TestRecord<String, Metric>> metrics = pipeline.take(Topics.METRICS);

        assertThat(metrics).extracting(TestRecord::key).containsOnly(VIEWER_KEY).hasSize(3);
        assertThat(metrics).extracting(TestRecord::getRecordTime).containsOnly(Events.NOON);
        assertThat(metrics)
                .extracting(record -> record.value().getName())
                .containsExactly("viewers.avg", "viewers.min", "viewers.max");
    }

    @Test
    void namesTheChannelByTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "- { channel: channel-1, stream: demo-live/* }");
        pipeline.names.set(new ChannelsFile(file).get());

        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());

        assertThat(pipeline.take(Topics.METRICS)).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("channel-1");
            assertThat(record.value().getChannel()).isEqualTo("channel-1");
        });
    }

    @Test
    void writesOnlyWhatARevisionChanges() {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());
        pipeline.take(Topics.METRICS);

        pipeline.send(
                Topics.VIEWER,
                VIEWER_KEY,
                Events.viewers().setRevision(2).setViewersMax(44).build());

        assertThat(pipeline.takeValues(Topics.METRICS)).singleElement().satisfies(metric -> {
            assertThat(metric.getName()).isEqualTo("viewers.max");
            assertThat(metric.getRevision()).isEqualTo(2);
            assertThat(metric.getValue()).isEqualTo(44);
        });
    }

    @Test
    void writesAllAgainWhenTheyTurnFinalAndForgetsTheEvent() {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());
        pipeline.take(Topics.METRICS);
        assertThat(pipeline.remembered("viewer")).isEqualTo(1);

        pipeline.send(Topics.VIEWER, VIEWER_KEY, last().setRevision(2).build());

        assertThat(pipeline.takeValues(Topics.METRICS))
                .hasSize(3)
                .extracting(Metric::getCompleteness)
                .containsOnly(Completeness.FINAL);
        assertThat(pipeline.remembered("viewer")).isZero();
    }

    @Test
    void remembersNothingOfAnEventThatIsFinalAtOnce() {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, last().build());

        assertThat(pipeline.take(Topics.METRICS)).hasSize(3);
        assertThat(pipeline.remembered("viewer")).isZero();
    }

    @Test
    void dropsWhatIsNotNewer() {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().setRevision(3).build());
        pipeline.take(Topics.METRICS);

        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().setRevision(3).build());
        pipeline.send(
                Topics.VIEWER,
                VIEWER_KEY,
                Events.viewers().setRevision(2).setViewersMax(99).build());

        assertThat(pipeline.take(Topics.METRICS)).isEmpty();
        assertThat(pipeline.counted("normalizer_repeats", "viewer")).isEqualTo(2);
    }

    @Test
    void writesAllAgainWhenTheChannelHasAnotherName(@TempDir Path folder) throws IOException {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());
        pipeline.take(Topics.METRICS);

        Path file = Files.writeString(folder.resolve("c.yaml"), "- { channel: renamed }");
        pipeline.names.set(new ChannelsFile(file).get());
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().setRevision(2).build());

        assertThat(pipeline.take(Topics.METRICS))
                .hasSize(3)
                .extracting(TestRecord::key)
                .containsOnly("renamed");
    }

    @Test
    void saysZeroForAnHourThatAShrunkPushNoLongerTouches() {
        pipeline.send(Topics.PUSH_SESSION, PUSH_KEY, push(1, Duration.ofMinutes(90)));
        pipeline.take(Topics.METRICS);

        pipeline.send(Topics.PUSH_SESSION, PUSH_KEY, push(2, Duration.ofMinutes(60)));
        List<Metric> shrunk = pipeline.takeValues(Topics.METRICS);
        pipeline.send(Topics.PUSH_SESSION, PUSH_KEY, push(3, Duration.ofMinutes(60)));

        assertThat(shrunk).singleElement().satisfies(metric -> {
            assertThat(metric.getWindowStart()).isEqualTo(ELEVEN.plus(Duration.ofHours(1)));
            assertThat(metric.getValue()).isZero();
            assertThat(metric.getRevision()).isEqualTo(2);
        });
        assertThat(pipeline.take(Topics.METRICS)).isEmpty();
    }

    @Test
    void writesTheCueAtItsStartBesideItsMetrics() {
        pipeline.send(Topics.SCTE35, "huawei/p1/d/live/ch1", Signals.example().build());

        List<TestRecord<String, Cue>> cues = pipeline.take(Topics.CUES);

        assertThat(cues).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("huawei/p1/d/live/ch1");
            assertThat(record.getRecordTime()).isEqualTo(Signals.START);
            assertThat(record.value().getDisagreements()).hasSize(7);
        });
        assertThat(pipeline.takeValues(Topics.METRICS))
                .extracting(Metric::getName)
                .containsExactly("ad.signals", "ad.signalled_duration");
    }

    @Test
    void writesACueAgainOnlyIfItSaysSomethingElse() {
        String key = "huawei/p1/d/live/ch1";
        pipeline.send(Topics.SCTE35, key, Signals.example().build());
        pipeline.take(Topics.CUES);

        pipeline.send(
                Topics.SCTE35,
                key,
                Signals.example()
                        .setRevision(2)
                        .setObservedAt(Signals.START.plusSeconds(99))
                        .setFlags(List.of("outside_window"))
                        .build());
        assertThat(pipeline.take(Topics.CUES)).isEmpty();
        pipeline.send(
                Topics.SCTE35,
                key,
                Signals.example().setRevision(3).setRegion("eu-west").build());

        assertThat(pipeline.takeValues(Topics.CUES))
                .singleElement()
                .satisfies(cue -> assertThat(cue.getRevision()).isEqualTo(3));
    }

    @Test
    void writesPlaybackOfAnHour() {
        pipeline.send(Topics.HOURLY, "polyv/u1", Events.playback().build());

        assertThat(pipeline.take(Topics.METRICS))
                .hasSize(6)
                .extracting(TestRecord::key)
                .containsOnly("polyv/u1");
    }

    @Test
    void rejectsWhatCannotBeMappedAndGoesOn() {
        pipeline.send(
                Topics.VIEWER, VIEWER_KEY, Events.viewers().setViewersMin(-1).build());
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());

        List<TestRecord<String, Rejection>> rejections = pipeline.take(Topics.REJECTIONS);

        assertThat(rejections).singleElement().satisfies(record -> {
            Rejection rejection = record.value();
            assertThat(record.key()).isEqualTo("tallylight.viewer/0/0").isEqualTo(rejection.getSource());
            assertThat(rejection.getService()).isEqualTo("normalizer");
            assertThat(rejection.getStage()).isEqualTo(Stage.NORMALIZE);
            assertThat(rejection.getField()).isEqualTo("viewersMin");
            assertThat(rejection.getReason()).isEqualTo("viewersMin: expected a number from 0, found -1");
            assertThat(StandardCharsets.UTF_8.decode(rejection.getInput()).toString())
                    .contains("demo-live");
        });
        assertThat(pipeline.take(Topics.METRICS)).hasSize(3);
    }

    @Test
    void rejectsARecordWithoutKeyOrValue() {
        pipeline.send(Topics.VIEWER, new TestRecord<>(null, Events.viewers().build()));
        pipeline.send(Topics.VIEWER, new TestRecord<>(VIEWER_KEY, null));

        assertThat(pipeline.takeValues(Topics.REJECTIONS))
                .extracting(Rejection::getReason)
                .containsExactly(
                        "expected the key provider/account/app/stream, found none", "expected a record, found none");
    }

    @Test
    void forgetsAnEventThatGetsNoMoreRevisions() {
        pipeline.send(
                Topics.VIEWER,
                VIEWER_KEY,
                Events.viewers().setObservedAt(Pipeline.NOW).build());

        pipeline.driver.advanceWallClockTime(Pipeline.REMEMBER_FOR.plusHours(1));

        assertThat(pipeline.remembered("viewer")).isZero();
    }

    @Test
    void remembersAnEventThatMayGetMoreRevisions() {
        pipeline.send(
                Topics.VIEWER,
                VIEWER_KEY,
                Events.viewers().setObservedAt(Pipeline.NOW).build());

        pipeline.driver.advanceWallClockTime(Pipeline.REMEMBER_FOR.minusHours(1));

        assertThat(pipeline.remembered("viewer")).isEqualTo(1);
    }

    @Test
    void countsWhatBecameOfEachEvent() {
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().build());
        pipeline.send(Topics.VIEWER, VIEWER_KEY, Events.viewers().setRevision(0).build());

        assertThat(pipeline.counted("normalizer_events", "viewer")).isEqualTo(3);
        assertThat(pipeline.counted("normalizer_published", "viewer")).isEqualTo(3);
        assertThat(pipeline.counted("normalizer_repeats", "viewer")).isEqualTo(1);
        assertThat(pipeline.counted("normalizer_rejected", "viewer")).isEqualTo(1);
        assertThat(pipeline.counted("normalizer_events", "hourly")).isZero();
    }

    private static ViewerCount.Builder last() {
        return Events.viewers().setCompleteness(Completeness.FINAL);
    }

    private static PushSession push(int revision, Duration duration) {
        return Events.push(ELEVEN, ELEVEN.plus(duration), duration.toMillis())
                .setId("wangsu/acme/www.a.com/live/test/1")
                .setRevision(revision)
                .build();
    }
}
