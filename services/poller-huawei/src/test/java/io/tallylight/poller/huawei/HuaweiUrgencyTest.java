package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuaweiUrgencyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant CALM = NOW.minusSeconds(1);
    private static final HuaweiConfig CONFIG = Fixtures.config(Map.of("HUAWEI_BREAK_WITHIN", "PT20M"));
    private static final Duration AFTER = Duration.ofMinutes(2); // settle and a margin of a minute

    @Test
    void awaitsThePlannedEndOfABreak() {
        assertThat(until(insert(1, -30, 120L, null)))
                .isEqualTo(NOW.plusSeconds(90).plus(AFTER));
    }

    @Test
    void awaitsALateReturnForAMinuteAndNoLonger() {
        assertThat(until(insert(1, -239, 120L, null))).isEqualTo(NOW.plusSeconds(1));
        assertThat(until(insert(1, -240, 120L, null))).isEqualTo(CALM);
    }

    @Test
    void awaitsABreakWithoutPlannedEndForAsLongAsIsSet() {
        assertThat(until(insert(1, -60, null, null)))
                .isEqualTo(NOW.plus(Duration.ofMinutes(19)).plus(AFTER));
        assertThat(until(insert(1, -1320, null, null))).isEqualTo(CALM);
    }

    @Test
    void awaitsABreakThatIsAnnounced() {
        assertThat(until(insert(1, 300, 60L, null)))
                .isEqualTo(NOW.plusSeconds(360).plus(AFTER));
        assertThat(until(insert(1, 300, null, null)))
                .isEqualTo(NOW.plus(Duration.ofMinutes(25)).plus(AFTER));
    }

    @Test
    void awaitsTheLatestOfSeveral() {
        assertThat(until(insert(1, -30, 300L, null), insert(2, -10, 60L, null), insert(3, -500, 60L, null)))
                .isEqualTo(NOW.plusSeconds(270).plus(AFTER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x30, 0x32, 0x34, 0x36})
    void awaitsTheEndOfASegmentThatStarts(int type) {
        assertThat(until(segment(1, -30, type))).isAfter(NOW);
        assertThat(until(segment(1, -30, type), segment(1, -5, type + 1))).isEqualTo(CALM);
        assertThat(until(segment(1, -30, type), segment(2, -5, type + 1))).isEqualTo(CALM);
    }

    @Test
    void isNotCalmedByTheEndOfAnotherKindOfSegmentOrByAnEarlierEnd() {
        assertThat(until(segment(1, -30, 0x30), segment(2, -5, 0x35))).isAfter(NOW);
        assertThat(until(segment(1, -30, 0x30), segment(1, -35, 0x31))).isAfter(NOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x31, 0x33, 0x35, 0x37})
    void isCalmAfterAnEndAlone(int type) {
        assertThat(until(segment(1, -5, type))).isEqualTo(CALM);
    }

    @Test
    void isCalmWhenTheSameEventReturnsBeforeItsPlannedEnd() {
        assertThat(until(insert(1, -60, 120L, null), insert(1, -10, null, null)))
                .isEqualTo(CALM);
        assertThat(until(insert(1, -10, null, null), insert(1, -60, null, null)))
                .isEqualTo(CALM); // in any order
        assertThat(until(insert(1, -60, 120L, null), insert(2, -10, 5L, null))).isAfter(NOW.plusSeconds(60));
    }

    @Test
    void isCalmWhenAnySegmentEndsAfterAPlainStart() {
        assertThat(until(insert(1, -60, null, null), segment(9, -10, 0x35))).isEqualTo(CALM);
    }

    /** The start of a long break has left the window; its return must not be taken for another start. */
    @Test
    void believesTheMessageThatSaysWhichWayItGoes() {
        assertThat(until(insert(1, -10, null, raw(false, false)))).isEqualTo(CALM);
        assertThat(until(insert(1, -10, null, raw(true, true)))).isEqualTo(CALM);
        assertThat(until(insert(1, -10, null, raw(true, false)))).isAfter(NOW);
        assertThat(until(insert(1, -10, null, "no json"))).isAfter(NOW);
    }

    /** The provider's example pastes another message beside its row. */
    @Test
    void believesTheRowsDurationMoreThanTheMessage() {
        assertThat(until(insert(1, -10, 120L, raw(false, false)))).isAfter(NOW);
    }

    @Test
    void takesARepeatedStartForNoReturn() {
        assertThat(until(insert(1, -60, null, raw(true, false)), insert(1, -30, null, raw(true, false))))
                .isAfter(NOW);
        assertThat(until(segment(1, -60, 0x34), segment(1, -30, 0x34))).isAfter(NOW);
    }

    @Test
    void saysNothingWhereNothingIsOfABreak() {
        assertThat(until()).isNull();
        assertThat(until(signal(SignalType.TIME_SIGNAL, 1, -5, null, null, null)))
                .isNull();
        assertThat(until(signal(SignalType.UNKNOWN, 1, -5, null, null, null))).isNull();
    }

    @Test
    void callsNothingOverByAPartOfTheSignals() {
        List<SpliceSignal> over = List.of(segment(1, -60, 0x34), segment(1, -30, 0x35));

        assertThat(HuaweiUrgency.until(over, false, NOW, CONFIG)).isNull();
        assertThat(HuaweiUrgency.until(List.of(segment(1, -60, 0x34)), false, NOW, CONFIG))
                .isAfter(NOW);
    }

    private static @Nullable Instant until(SpliceSignal... signals) {
        return HuaweiUrgency.until(List.of(signals), true, NOW, CONFIG);
    }

    private static SpliceSignal insert(long event, long seconds, @Nullable Long duration, @Nullable String raw) {
        return signal(SignalType.SPLICE_INSERT, event, seconds, duration, null, raw);
    }

    private static SpliceSignal segment(long event, long seconds, int type) {
        return signal(SignalType.TIME_SIGNAL, event, seconds, null, type, null);
    }

    private static SpliceSignal signal(
            SignalType type,
            long event,
            long seconds,
            @Nullable Long duration,
            @Nullable Integer segmentation,
            @Nullable String raw) {
        return SpliceSignal.newBuilder()
                .setId("id")
                .setRevision(0)
                .setObservedAt(Instant.EPOCH)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("huawei")
                .setAccount("p")
                .setDomain("d")
                .setApp("a")
                .setChannel("c")
                .setSignalType(type)
                .setTypeText("")
                .setEventId(event)
                .setStartAt(NOW.plusSeconds(seconds))
                .setDurationSeconds(duration)
                .setSegmentationTypeId(segmentation)
                .setRawSplice(raw)
                .setFirstSeenAt(Instant.EPOCH)
                .setFlags(List.of())
                .build();
    }

    private static String raw(boolean out, boolean cancelled) {
        return "{\"splice_command\":{\"splice_event_cancel_indicator\":" + cancelled + ",\"out_of_network_indicator\":"
                + out + "}}";
    }
}
