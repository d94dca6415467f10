package io.tallylight.alerter.watch;

import static io.tallylight.alerter.Cues.at;
import static io.tallylight.alerter.Cues.descriptor;
import static io.tallylight.alerter.Cues.part;
import static io.tallylight.alerter.Cues.segment;
import static io.tallylight.alerter.Cues.segmentCancel;
import static io.tallylight.alerter.Cues.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.AdBreak;
import io.tallylight.event.BreakEnd;
import io.tallylight.event.BreakTrack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPairsTest {

    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(ints = {0x22, 0x30, 0x32, 0x34, 0x36})
    void aSegmentEndClosesItsStart(int start) {
        bench.hear(segment("s", 9, start, 10, 4, 30), segment("e", 9, start + 1, 40, 38, null))
                .until(60);

        AdBreak ended = bench.last();
        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(ended.getEndedBy()).isEqualTo(BreakEnd.SEGMENT_END);
        assertThat(ended.getTrack()).isEqualTo(BreakTrack.TIME_SIGNAL);
        assertThat(ended.getSegmentationTypeId()).isEqualTo(start);
        assertThat(ended.getSegmentationType()).isEqualTo("type " + start);
        assertThat(ended.getActualEndAt()).isEqualTo(at(40));
        assertThat(bench.alerts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x17, 0x20, 0x24, 0x38, 0x40, 0x50})
    void otherSegmentsAreNoBreaks(int start) {
        bench.hear(segment("s", 9, start, 10, 4, 30), segment("e", 9, start + 1, 40, 38, null))
                .until(60);

        assertThat(bench.breaks).isEmpty();
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void aSegmentThatNeverEndsIsMissed() {
        bench.hear(segment("s", 9, 0x30, 10, 4, 30)).until(50);

        assertThat(bench.edges()).containsExactly("missing_return FIRING CRITICAL 1");

        bench.hear(segment("e", 9, 0x31, 55, 55, null));

        assertThat(bench.edges())
                .containsExactly("missing_return FIRING CRITICAL 1", "missing_return RESOLVED CRITICAL 2");
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(55));
    }

    @Test
    void aPlacementOpportunityEndsWithItsLastPart() {
        bench.hear(
                        segment("s", 9, 0x34, 10, 4, 60),
                        part("e1", 9, 0x35, 40, 38, null, 1, 2),
                        part("e2", 9, 0x35, 70, 68, null, 2, 2))
                .until(100);

        assertThat(bench.last().getActualEndAt()).isEqualTo(at(70));
        assertThat(bench.last().getCueIds()).containsExactly("s", "e2");
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void opportunitiesWithinABreakAreEventsOfTheirOwn() {
        bench.hear(
                        signal(
                                "s",
                                10,
                                4,
                                List.of(descriptor(1, 0x22, false, 60, 0, 0), descriptor(2, 0x34, false, 30, 0, 0))),
                        signal(
                                "m",
                                40,
                                38,
                                List.of(descriptor(2, 0x35, false, null, 0, 0), descriptor(3, 0x34, false, 30, 0, 0))),
                        signal(
                                "e",
                                70,
                                68,
                                List.of(
                                        descriptor(3, 0x35, false, null, 0, 0),
                                        descriptor(1, 0x23, false, null, 0, 0))))
                .until(100);

        assertThat(bench.truth().values())
                .extracting(AdBreak::getEventId, AdBreak::getActualDurationMillis)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(1L, 60_000L),
                        org.assertj.core.groups.Tuple.tuple(2L, 30_000L),
                        org.assertj.core.groups.Tuple.tuple(3L, 30_000L));
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void twoTypesWithOneEventIdAreTwoBreaks() {
        bench.hear(
                        signal(
                                "s",
                                10,
                                4,
                                List.of(descriptor(1, 0x22, false, 60, 0, 0), descriptor(1, 0x34, false, 30, 0, 0))),
                        segment("m", 1, 0x35, 40, 38, null),
                        segment("e", 1, 0x23, 70, 68, null))
                .until(100);

        assertThat(bench.truth().values())
                .extracting(AdBreak::getActualDurationMillis)
                .containsExactlyInAnyOrder(60_000L, 30_000L);
    }

    @Test
    void aCancelNeedsNoType() {
        bench.hear(segment("s", 9, 0x34, 10, 4, 30), segmentCancel("c", 9, 6, 6))
                .until(100);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "CANCELLED");
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void spliceInsertAndSegmentsDoNotPair() {
        bench.hear(segment("s", 9, 0x30, 10, 4, 30), io.tallylight.alerter.Cues.in("i", 9, 40, 38))
                .until(45);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED");
        assertThat(bench.edges()).containsExactly("orphan_return FIRING WARNING 1");
    }
}
