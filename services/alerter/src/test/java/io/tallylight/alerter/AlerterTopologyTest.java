package io.tallylight.alerter;

import static io.tallylight.alerter.Cues.CHANNEL;
import static io.tallylight.alerter.Cues.at;
import static io.tallylight.alerter.Cues.in;
import static io.tallylight.alerter.Cues.out;
import static io.tallylight.alerter.Cues.viewers;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import io.tallylight.event.BreakState;
import io.tallylight.event.Cue;
import io.tallylight.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlerterTopologyTest {

    private static final Duration SETTLED = Duration.ofSeconds(6);

    private final Pipeline pipeline = new Pipeline(at(-6));

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void isTheTopologyThatIsCommitted() throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("topology.txt"))) {
            String committed = new String(file.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(pipeline.topology().describe().toString().strip()).isEqualTo(committed.strip());
        }
    }

    @Test
    void tellsTheLifeOfABreakKeyedByChannelAtItsOwnTimes() {
        pipeline.pass(SETTLED);

        pipeline.send(Topics.CUES, CHANNEL, out("o", 7, 10, 2, 30, false));
        pipeline.pass(Duration.ofSeconds(12));
        pipeline.send(Topics.CUES, CHANNEL, in("i", 7, 40, 38));
        pipeline.pass(Duration.ofSeconds(30));

        List<TestRecord<String, AdBreak>> told = pipeline.take(Topics.AD_BREAKS);
        assertThat(told)
                .extracting(one -> one.value().getState())
                .containsExactly(BreakState.ANNOUNCED, BreakState.STARTED, BreakState.ENDED);
        assertThat(told).extracting(TestRecord::key).containsOnly(CHANNEL);
        assertThat(told).extracting(TestRecord::getRecordTime).containsExactly(at(10), at(10), at(40));
        assertThat(pipeline.counted("ad_break_steps", "state", "ENDED")).isEqualTo(1);
        assertThat(pipeline.take(Topics.ALERTS)).isEmpty();
    }

    @Test
    void tellsAlertsKeyedByFingerprint() {
        pipeline.pass(SETTLED);

        pipeline.send(Topics.CUES, CHANNEL, out("o", 7, 10, 2, 30, false));
        pipeline.pass(Duration.ofSeconds(51));

        TestRecord<String, Alert> fired = pipeline.take(Topics.ALERTS).get(0);
        assertThat(fired.key()).isEqualTo("missing_return/news/SPLICE_INSERT/7");
        assertThat(fired.getRecordTime()).isEqualTo(at(40));
        assertThat(fired.value().getObservedAt()).isEqualTo(at(50));
        assertThat(pipeline.counted("alert_changes", "rule", "missing_return", "status", "FIRING"))
                .isEqualTo(1);
    }

    @Test
    void keepsNothingOfAChannelWithoutSignals() {
        pipeline.pass(SETTLED);

        pipeline.send(Topics.METRICS, CHANNEL, viewers(0, 2, 5));

        assertThat(pipeline.stored(CHANNEL)).isNull();
    }

    @Test
    void aRepeatedCueWritesNothing() {
        pipeline.pass(SETTLED);
        Cue cue = out("o", 7, 10, 2, 30, false);
        pipeline.send(Topics.CUES, CHANNEL, cue);
        byte[] kept = pipeline.stored(CHANNEL);

        pipeline.send(Topics.CUES, CHANNEL, Cue.newBuilder(cue).setRevision(2).build());

        assertThat(pipeline.stored(CHANNEL)).isEqualTo(kept);
        assertThat(pipeline.take(Topics.AD_BREAKS)).hasSize(1);
    }
}
