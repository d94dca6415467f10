package io.tallylight.sandbox;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.breaks.Break;
import io.tallylight.sandbox.breaks.BreakKind;
import io.tallylight.scte35.Decoded;
import io.tallylight.scte35.Finding;
import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The messages and rows of the story against the breaks that they were meant to signal. */
class SignalsTest {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scenario story = Scenario.demo(7, EPOCH);

    @Test
    void everyReadableMessageSaysWhatItsRowSays() {
        for (Signal signal : signals()) {
            Decoded decoded = Splice.decodeBase64(signal.base64());
            if (decoded.info() == null || causes().get(signal.eventId()) == null) {
                continue; // undecodable, or a row that misstates its event: the tests below
            }
            assertThat(idOf(decoded.info())).isEqualTo(signal.eventId());
            assertThat(secondsOf(decoded.info()).orElse(-1L)).isEqualTo(signal.durationSeconds());
        }
    }

    @Test
    void findingsOfMessagesAreExactlyThoseOfTheWrongKinds() {
        Set<Finding.Code> found = signals().stream()
                .flatMap(s -> Splice.decodeBase64(s.base64()).findings().stream())
                .map(Finding::code)
                .collect(toSet());

        assertThat(found).containsExactlyInAnyOrder(Finding.Code.CRC_INVALID, Finding.Code.BASE64_INVALID);
        assertThat(signals())
                .filteredOn(s -> !Splice.decodeBase64(s.base64()).crcValid())
                .allSatisfy(s -> assertThat(Objects.requireNonNull(causes().get(s.eventId()))
                                .kind())
                        .isIn(BreakKind.CRC_ERROR, BreakKind.UNDECODABLE));
    }

    @Test
    void effectiveTimesOfAChannelFollowItsRows_acrossTheWrapOfItsClock() {
        for (String channel : Scenario.INGEST_CHANNELS) {
            List<Signal> timed = signals().stream()
                    .filter(s -> s.channel().equals(channel) && effective(s).isPresent())
                    .toList();
            Signal first = timed.get(0);
            assertThat(timed).allSatisfy(s -> {
                long ticks = Math.floorMod(effective(s).get() - effective(first).get(), 1L << 33);
                long seconds = Duration.between(first.startAt(), s.startAt()).toSeconds();
                assertThat(ticks).isEqualTo(Math.floorMod(seconds * 90_000, 1L << 33));
            });
        }
        assertThat(timesOf("channel2"))
                .anyMatch(pts -> pts > (1L << 33) - 90_000 * 60)
                .anyMatch(pts -> pts < 90_000 * 60);
    }

    @Test
    void sendsTheFourPairsOfSegmentationTypes() {
        Set<Integer> types = signals().stream()
                .map(s -> Splice.decodeBase64(s.base64()).info())
                .filter(Objects::nonNull)
                .flatMap(i -> i.descriptors().stream())
                .map(d -> ((SegmentationDescriptor) d).typeId())
                .collect(toSet());

        assertThat(types).contains(0x22, 0x23, 0x30, 0x31, 0x34, 0x35, 0x36, 0x37);
    }

    @Test
    void misstatesIdAndDurationInTheRowOnly() {
        Break odd = story.breaks(EPOCH.plusSeconds(60), EPOCH.plusSeconds(600)).stream()
                .filter(b -> b.kind() == BreakKind.SUMMARY_DISAGREES)
                .findFirst()
                .orElseThrow();
        Signal row = signals().stream()
                .filter(s -> s.eventId() == odd.eventId() + 1000)
                .findFirst()
                .orElseThrow();

        SpliceInfo info =
                Objects.requireNonNull(Splice.decodeBase64(row.base64()).info());
        assertThat(idOf(info)).isEqualTo(odd.eventId());
        assertThat(row.durationSeconds()).isNotEqualTo(secondsOf(info).orElseThrow());
    }

    @Test
    void rawSpliceSaysWhatTheBytesSay() throws Exception {
        for (Signal signal : signals()) {
            SpliceInfo info = Splice.decodeBase64(signal.base64()).info();
            if (info == null) {
                assertThat(signal.rawSplice()).isEmpty();
                continue;
            }
            JsonNode raw = JSON.readTree(signal.rawSplice());
            assertThat(raw.path("crc32").asLong()).isEqualTo(info.crc32());
            assertThat(raw.path("section_length").asInt()).isEqualTo(info.sectionLength());
            assertThat(raw.path("splice_command_length").asInt()).isEqualTo(info.spliceCommandLength());
            assertThat(raw.path("pts_adjustment").asLong()).isEqualTo(info.ptsAdjustment());
            long id = raw.path("splice_command")
                    .path("splice_event_id")
                    .asLong(raw.path("descriptors")
                            .path(0)
                            .path("segmentation_event_id")
                            .asLong());
            assertThat(id).isEqualTo(idOf(info));
        }
    }

    private List<Signal> signals() {
        return story.signals(EPOCH, EPOCH.plus(Duration.ofHours(1)));
    }

    private Map<Long, Break> causes() {
        return story.breaks(EPOCH.minusSeconds(120), EPOCH.plusSeconds(3700)).stream()
                .collect(toMap(Break::eventId, b -> b));
    }

    private List<Long> timesOf(String channel) {
        return signals().stream()
                .filter(s -> s.channel().equals(channel))
                .flatMap(s -> effective(s).stream())
                .toList();
    }

    private static Optional<Long> effective(Signal signal) {
        SpliceInfo info = Splice.decodeBase64(signal.base64()).info();
        return info == null || info.effectivePts().isEmpty()
                ? Optional.empty()
                : Optional.of(info.effectivePts().getAsLong());
    }

    private static long idOf(SpliceInfo info) {
        return info.command() instanceof SpliceInsert insert
                ? insert.spliceEventId()
                : ((SegmentationDescriptor) info.descriptors().get(0)).segmentationEventId();
    }

    private static Optional<Long> secondsOf(SpliceInfo info) {
        if (info.command() instanceof SpliceInsert insert) {
            return Optional.ofNullable(insert.breakDuration()).map(d -> d.ticks() / 90_000);
        }
        var ticks = ((SegmentationDescriptor) info.descriptors().get(0)).durationTicks();
        return ticks.isPresent() ? Optional.of(ticks.getAsLong() / 90_000) : Optional.empty();
    }
}
