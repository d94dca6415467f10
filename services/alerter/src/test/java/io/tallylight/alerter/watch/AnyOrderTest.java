package io.tallylight.alerter.watch;

import static io.tallylight.alerter.Cues.badCrc;
import static io.tallylight.alerter.Cues.cancel;
import static io.tallylight.alerter.Cues.in;
import static io.tallylight.alerter.Cues.out;
import static io.tallylight.alerter.Cues.segment;
import static io.tallylight.alerter.Cues.segmentCancel;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import io.tallylight.event.AlertStatus;
import io.tallylight.event.Cue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider is polled: within one poll the order says nothing, and a message may come again in the next one. */
class AnyOrderTest {

    private static final int SEEN = 900;

    /** All paths at once; they were all said before the one poll that brings them. */
    private static final List<Cue> BATCH = List.of(
            out("explicit-out", 1, 10, SEEN, 30, false),
            out("explicit-again", 1, 10, SEEN, 30, false),
            in("explicit-in", 1, 40, SEEN),
            out("auto-out", 2, 100, SEEN, 30, true),
            out("early-out", 3, 200, SEEN, 30, true),
            in("early-in", 3, 215, SEEN),
            out("cancelled-out", 4, 300, SEEN, 30, false),
            cancel("cancelled", 4, 295, SEEN),
            out("extended-out", 5, 400, SEEN, 30, true),
            out("extended-more", 5, 420, SEEN, 40, true),
            out("reused-out", 1, 500, SEEN, 30, false),
            in("reused-in", 1, 533, SEEN),
            out("missing-out", 6, 600, SEEN, 30, false),
            segment("segment-start", 7, 0x34, 610, SEEN, 30),
            segment("segment-end", 7, 0x35, 640, SEEN, null),
            segment("segment-cancelled", 8, 0x30, 650, SEEN, 30),
            segmentCancel("segment-cancel", 8, 645, SEEN),
            segment("orphan", 77, 0x37, 700, SEEN, null),
            badCrc("crc", 720, SEEN),
            out("open", 9, 880, SEEN, 60, true));

    static List<Integer> seeds() {
        return IntStream.rangeClosed(1, 200).boxed().toList();
    }

    @Test
    void inOrderIsWhatWasMeant() {
        Bench inOrder = new Bench().hear(BATCH.toArray(Cue[]::new)).until(930);

        assertThat(inOrder.truth().values())
                .extracting(one -> one.getEventId() + " " + one.getState() + " " + one.getEndedBy() + " "
                        + one.getActualDurationMillis())
                .containsExactlyInAnyOrder(
                        "1 ENDED EXPLICIT_RETURN 30000",
                        "2 ENDED AUTO_RETURN 30000",
                        "3 ENDED EXPLICIT_RETURN 15000",
                        "4 CANCELLED CANCELLED null",
                        "5 ENDED AUTO_RETURN 60000",
                        "1 ENDED EXPLICIT_RETURN 33000",
                        "6 ENDED INFERRED 30000",
                        "7 ENDED SEGMENT_END 30000",
                        "8 CANCELLED CANCELLED null",
                        "9 STARTED null null");
        assertThat(fired(inOrder))
                .containsExactly("crc_invalid/news", "missing_return/news/SPLICE_INSERT/6", "orphan_return/news");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsInTheSameState(int seed) {
        List<Cue> shuffled = new ArrayList<>(BATCH);
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) { // a copy under the same id, as a repeated read brings it
            shuffled.add(BATCH.get(random.nextInt(BATCH.size())));
        }
        Collections.shuffle(shuffled, random);

        Bench inOrder = new Bench().hear(BATCH.toArray(Cue[]::new)).until(930);
        Bench anyOrder =
                new Bench().hear(shuffled.toArray(Cue[]::new)).restart().until(930);

        assertThat(breaks(anyOrder)).isEqualTo(breaks(inOrder));
        assertThat(firing(anyOrder)).isEqualTo(firing(inOrder));
        assertThat(fired(anyOrder)).isEqualTo(fired(inOrder));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void revisionsOfOneBreakCountUpByOne(int seed) {
        List<Cue> shuffled = new ArrayList<>(BATCH);
        Collections.shuffle(shuffled, new Random(seed));

        Bench bench = new Bench().hear(shuffled.toArray(Cue[]::new)).until(5000);

        Map<String, List<Integer>> revisions = bench.breaks.stream()
                .collect(Collectors.groupingBy(
                        AdBreak::getId, Collectors.mapping(AdBreak::getRevision, Collectors.toList())));
        assertThat(revisions.values())
                .allSatisfy(all -> assertThat(all)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, all.size()).boxed().toList()));
    }

    private static Map<String, String> breaks(Bench bench) {
        Map<String, String> truth = new TreeMap<>();
        bench.truth().values().forEach(one -> truth.put(key(one), said(one)));
        return truth;
    }

    /** Not the id: that keeps the start that was heard first. */
    private static String key(AdBreak one) {
        return one.getTrack() + "/" + one.getEventId() + "/" + one.getPlannedStartAt();
    }

    /** All but what tells of the way: revision, observedAt, id and the cues that repeated others. */
    private static String said(AdBreak one) {
        return one.getState() + " " + one.getPlannedDurationMillis() + " " + one.getActualStartAt() + " "
                + one.getActualEndAt() + " " + one.getEndedBy();
    }

    private static Set<String> firing(Bench bench) {
        Map<String, AlertStatus> last = new TreeMap<>();
        bench.alerts.forEach(alert -> last.put(alert.getFingerprint(), alert.getStatus()));
        last.values().removeIf(status -> status == AlertStatus.RESOLVED);
        return last.keySet();
    }

    private static Set<String> fired(Bench bench) {
        return bench.alerts.stream().map(Alert::getFingerprint).collect(Collectors.toCollection(TreeSet::new));
    }
}
