package io.tallylight.sandbox;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.breaks.Break;
import io.tallylight.sandbox.breaks.Break.Ending;
import io.tallylight.sandbox.breaks.BreakKind;
import io.tallylight.scte35.Decoded;
import io.tallylight.scte35.Finding;
import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The breaks of the story against the messages that it sends of them. */
class AdBreaksTest {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration DEMO = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scenario story = Scenario.demo(7, EPOCH);
    private final List<Break> breaks = story.breaks(EPOCH, EPOCH.plus(Duration.ofHours(1)));

    @Test
    void showsEveryWrongKindEarlyInADemo() {
        for (long seed = 0; seed < 20; seed++) {
            Set<BreakKind> seen = Scenario.demo(seed, EPOCH).breaks(EPOCH, EPOCH.plusSeconds(75)).stream()
                    .map(Break::kind)
                    .collect(toSet());

            assertThat(seen)
                    .containsAll(Arrays.stream(BreakKind.values())
                            .filter(BreakKind::wrong)
                            .toList());
        }
    }

    @Test
    void showsEveryKindWithinADemoAndTheMinutesBefore() {
        assertThat(story.breaks(EPOCH.minus(Duration.ofMinutes(5)), EPOCH.plus(DEMO)))
                .extracting(Break::kind)
                .contains(BreakKind.values());
    }

    @Test
    void returnsLateWithinADemoSoThatTheAlertIsSeenToEnd() {
        assertThat(story.breaks(EPOCH, EPOCH.plus(DEMO)))
                .filteredOn(b -> b.kind() == BreakKind.RETURNS_LATE)
                .anySatisfy(b -> {
                    Instant end = Objects.requireNonNull(b.endAt());
                    assertThat(end).isBefore(EPOCH.plus(DEMO));
                    assertThat(Duration.between(b.startAt().plus(Objects.requireNonNull(b.planned())), end))
                            .isGreaterThan(Duration.ofSeconds(15));
                });
    }

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
    void announcesEveryBreakFourToEightSecondsAheadAndRepeatsIt_exceptWhatIsImmediate() {
        assertThat(breaks)
                .filteredOn(b -> b.kind() != BreakKind.IMMEDIATE)
                .allSatisfy(b -> assertThat(Duration.between(b.announcedAt(), b.startAt()))
                        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8)));
        assertThat(breaks)
                .filteredOn(b -> b.kind() == BreakKind.AUTO_RETURN)
                .allSatisfy(b -> assertThat(of(b))
                        .hasSize(2)
                        .extracting(Signal::base64)
                        .containsOnly(of(b).get(0).base64()));
    }

    @Test
    void endsABreakAsItsKindSays() {
        assertThat(breaks)
                .filteredOn(b -> b.track() == Break.Track.SPLICE_INSERT)
                .allSatisfy(b -> {
                    boolean returns = of(b).stream()
                            .anyMatch(s -> insert(s) instanceof SpliceInsert i && !i.cancel() && !i.outOfNetwork());
                    assertThat(returns)
                            .isEqualTo(b.ending() == Ending.EXPLICIT_RETURN || b.ending() == Ending.NO_BREAK);
                    boolean auto = of(b).stream()
                            .anyMatch(s -> insert(s) instanceof SpliceInsert i
                                    && i.breakDuration() != null
                                    && i.breakDuration().autoReturn());
                    assertThat(auto).isEqualTo(b.ending() == Ending.AUTO_RETURN);
                });
        assertThat(breaks)
                .filteredOn(b -> b.ending() == Ending.NEVER)
                .isNotEmpty()
                .allSatisfy(b -> assertThat(b.endAt()).isNull());
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
    void anOrphanReturnFollowsNoOpenBreakOfItsTrack() {
        for (Break orphan : breaks) {
            if (orphan.kind() == BreakKind.ORPHAN_RETURN) {
                assertThat(breaks)
                        .noneMatch(b -> b.kind() != BreakKind.ORPHAN_RETURN
                                && b.track() == orphan.track()
                                && b.channel().equals(orphan.channel())
                                && b.startAt().isBefore(orphan.startAt())
                                && b.startAt().isAfter(orphan.startAt().minusSeconds(75))
                                && (b.endAt() == null || !b.endAt().isBefore(orphan.announcedAt())));
            }
        }
    }

    @Test
    void misstatesIdAndDurationInTheRowOnly() {
        Break odd = breaks.stream()
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

    @Test
    void signalsOnceEveryTenMinutesOnATrackAtRealPace() {
        List<Break> real = Scenario.of(7, EPOCH).breaks(EPOCH, EPOCH.plus(Duration.ofHours(10)));

        assertThat(real)
                .filteredOn(b -> b.channel().equals("channel1") && b.track() == Break.Track.TIME_SIGNAL)
                .hasSize(60);
    }

    @Test
    void fallsSilentOnOneChannelWhenTold() {
        Scenario silent = story.withSilence("channel3", EPOCH.plusSeconds(60));
        Instant later = EPOCH.plusSeconds(100);

        assertThat(silent.signals(later, later.plusSeconds(600)))
                .extracting(Signal::channel)
                .contains("channel1", "channel2")
                .doesNotContain("channel3");
        assertThat(silent.signals(EPOCH, EPOCH.plusSeconds(50))).isEqualTo(story.signals(EPOCH, EPOCH.plusSeconds(50)));
    }

    private List<Signal> signals() {
        return story.signals(EPOCH, EPOCH.plus(Duration.ofHours(1)));
    }

    private List<Signal> of(Break b) {
        return story.signals(b.announcedAt(), b.startAt().plusSeconds(60)).stream()
                .filter(s -> s.eventId() == b.eventId())
                .toList();
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

    private static Object insert(Signal signal) {
        return Objects.requireNonNull(Splice.decodeBase64(signal.base64()).info())
                .command();
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
