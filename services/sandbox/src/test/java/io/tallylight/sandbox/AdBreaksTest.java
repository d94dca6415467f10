package io.tallylight.sandbox;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.breaks.Break;
import io.tallylight.sandbox.breaks.Break.Ending;
import io.tallylight.sandbox.breaks.BreakKind;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When breaks come, how they are announced and how they end. */
class AdBreaksTest {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration DEMO = Duration.ofSeconds(90);

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

    private List<Signal> of(Break b) {
        return story.signals(b.announcedAt(), b.startAt().plusSeconds(60)).stream()
                .filter(s -> s.eventId() == b.eventId())
                .toList();
    }

    private static Object insert(Signal signal) {
        return Objects.requireNonNull(Splice.decodeBase64(signal.base64()).info())
                .command();
    }
}
