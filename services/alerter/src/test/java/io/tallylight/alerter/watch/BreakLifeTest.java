package io.tallylight.alerter.watch;

import static io.tallylight.alerter.Cues.at;
import static io.tallylight.alerter.Cues.cancel;
import static io.tallylight.alerter.Cues.in;
import static io.tallylight.alerter.Cues.out;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.AdBreak;
import io.tallylight.event.BreakEnd;
import io.tallylight.event.BreakTrack;
import io.tallylight.event.Cue;
import org.junit.jupiter.api.Test;

class BreakLifeTest {

    private final Bench bench = new Bench();

    @Test
    void announcesStartsAndEndsByTheExplicitReturn() {
        bench.hear(out("o", 7, 10, 2, 30, false), in("i", 7, 40, 36)).until(39.9);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED");

        bench.until(40);

        AdBreak ended = bench.last();
        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.breaks).extracting(AdBreak::getRevision).containsExactly(1, 2, 3);
        assertThat(ended.getId()).isEqualTo("news/SPLICE_INSERT/7/" + at(10).toEpochMilli());
        assertThat(ended.getTrack()).isEqualTo(BreakTrack.SPLICE_INSERT);
        assertThat(ended.getEndedBy()).isEqualTo(BreakEnd.EXPLICIT_RETURN);
        assertThat(ended.getPlannedStartAt()).isEqualTo(at(10));
        assertThat(ended.getPlannedDurationMillis()).isEqualTo(30_000);
        assertThat(ended.getActualStartAt()).isEqualTo(at(10));
        assertThat(ended.getActualEndAt()).isEqualTo(at(40));
        assertThat(ended.getActualDurationMillis()).isEqualTo(30_000);
        assertThat(ended.getCueIds()).containsExactly("o", "i");
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void stampsEachStepWithItsOwnTime() {
        bench.hear(out("o", 7, 10, 2, 30, false), in("i", 7, 41, 48));

        assertThat(bench.tales).extracting(Tale::at).containsExactly(at(10), at(10), at(41));
        assertThat(bench.tales).extracting(Tale::key).containsOnly("news");
    }

    @Test
    void doesNotAnnounceWhatWasSeenAfterItsStart() {
        bench.hear(out("o", 7, 10, 12, 30, false));

        assertThat(bench.states()).containsExactly("STARTED");
        assertThat(bench.last().getActualStartAt()).isEqualTo(at(10));
    }

    @Test
    void returnsByItselfAfterTheDuration() {
        bench.hear(out("o", 7, 10, 2, 30, true)).until(39.9);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED");

        bench.until(40);

        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.AUTO_RETURN);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(40));
        assertThat(bench.until(2000).alerts).isEmpty();
    }

    @Test
    void anEarlyReturnOverridesTheAutomaticOne() {
        bench.hear(out("o", 7, 10, 2, 30, true), in("i", 7, 25, 20)).until(100);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.EXPLICIT_RETURN);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(25));
    }

    @Test
    void anEarlyReturnThatIsHeardAfterTheAutomaticOneCorrectsIt() {
        bench.hear(out("o", 7, 10, 2, 30, true)).until(50).hear(in("i", 7, 25, 60));

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED", "ENDED");
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.EXPLICIT_RETURN);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(25));
        assertThat(bench.last().getRevision()).isEqualTo(4);
    }

    @Test
    void aReturnAfterTheAutomaticOneIsNeitherAnEndNorAnOrphan() {
        bench.hear(out("o", 7, 10, 2, 30, true))
                .until(41)
                .hear(in("i", 7, 45, 45))
                .until(300);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.AUTO_RETURN);
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void cancelsBeforeTheStart() {
        bench.hear(out("o", 7, 10, 2, 30, false), cancel("c", 7, 6, 6)).until(400);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "CANCELLED");
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.CANCELLED);
        assertThat(bench.last().getActualStartAt()).isNull();
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void aCancelThatCameInTimeAndIsHeardLateTakesTheStartBack() {
        bench.hear(out("o", 7, 10, 2, 30, false)).until(11).hear(cancel("c", 7, 6, 20));

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "CANCELLED");
    }

    @Test
    void aCancelAfterTheStartEndsTheBreak() {
        bench.hear(out("o", 7, 10, 2, 30, false)).until(11).hear(cancel("c", 7, 20, 20));

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.CANCELLED);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(20));
    }

    @Test
    void theIdOfACancelledBreakCanBeUsedAnew() {
        bench.hear(out("o", 7, 10, 2, 30, true), cancel("c", 7, 6, 6), out("p", 7, 15, 8, 30, true))
                .until(100);

        assertThat(bench.truth()).hasSize(2);
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.AUTO_RETURN);
    }

    @Test
    void ignoresRepeatsOfOneMessage() {
        bench.hear(
                        out("o1", 7, 10, 2, 30, false),
                        out("o2", 7, 10, 5, 30, false),
                        out("o3", 7, 11, 8, 30, false),
                        in("i1", 7, 40, 36),
                        in("i2", 7, 40, 38))
                .until(60)
                .hear(out("o4", 7, 10, 61, 30, false), in("i3", 7, 40, 62))
                .until(300);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void ignoresARevisionThatSaysNothingNew() {
        Cue first = out("o", 7, 10, 2, 30, false);
        Cue revised = Cue.newBuilder(first)
                .setRevision(2)
                .setSourceRevision(2)
                .setObservedAt(at(5))
                .build();

        bench.hear(first, revised).until(9);

        assertThat(bench.states()).containsExactly("ANNOUNCED");
        assertThat(bench.channel().facts().breaks().all()).hasSize(1);
    }

    @Test
    void theSameIdBeforeTheStartIsAnUpdate() {
        bench.hear(out("o", 7, 10, 2, 30, true), out("p", 7, 14, 5, 60, true)).until(100);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.truth()).hasSize(1);
        assertThat(bench.last().getId()).endsWith("/" + at(10).toEpochMilli());
        assertThat(bench.last().getPlannedStartAt()).isEqualTo(at(14));
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(74));
    }

    @Test
    void theSameIdAfterTheStartExtendsTheBreak() {
        bench.hear(out("o", 7, 10, 2, 30, true))
                .until(25)
                .hear(out("p", 7, 30, 25, 40, true))
                .until(100);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "STARTED", "ENDED");
        assertThat(bench.last().getPlannedDurationMillis()).isEqualTo(60_000);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(70));
    }

    @Test
    void anExtensionThatIsHeardAfterTheAutomaticReturnTakesItBack() {
        bench.hear(out("o", 7, 10, 2, 30, true))
                .until(45)
                .hear(out("p", 7, 30, 46, 40, true))
                .until(100);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED", "STARTED", "ENDED");
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(70));
    }

    @Test
    void anEncoderThatUsesOneIdForAllBreaksGetsABreakEach() {
        bench.hear(
                        out("o1", 1, 10, 2, 30, false),
                        in("i1", 1, 40, 36),
                        out("o2", 1, 610, 602, 30, false),
                        in("i2", 1, 645, 640))
                .until(700);

        assertThat(bench.truth().values())
                .extracting(AdBreak::getActualDurationMillis)
                .containsExactly(30_000L, 35_000L);
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void aReturnWithAnotherIdEndsTheSoleOpenBreakOnceItsBatchHasSettled() {
        bench.hear(out("o", 692, 10, 2, 30, false), in("i", 693, 40, 40)).until(44.9);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED");

        bench.until(45);

        assertThat(bench.last().getActualEndAt()).isEqualTo(at(40));
        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.EXPLICIT_RETURN);
        assertThat(bench.until(100).alerts).isEmpty();
    }

    @Test
    void aReturnWithAnotherIdDoesNotChooseBetweenTwoOpenBreaks() {
        bench.hear(out("o", 1, 10, 2, 90, false), out("p", 2, 12, 3, 90, false), in("i", 3, 40, 40))
                .until(50);

        assertThat(bench.states()).doesNotContain("ENDED");
        assertThat(bench.edges()).containsExactly("orphan_return FIRING WARNING 1");
    }

    @Test
    void aBacklogWalksThroughEveryStepAtItsOwnTime() {
        bench.hear(out("o", 7, 10, 3600, 30, false), in("i", 7, 40, 3600));

        assertThat(bench.states()).containsExactly("STARTED", "ENDED");
        assertThat(bench.last().getActualDurationMillis()).isEqualTo(30_000);
        assertThat(bench.until(5000).alerts).isEmpty();
    }

    @Test
    void anAutomaticReturnInABacklogWaitsForTheRestOfItsBatch() {
        bench.hear(out("o", 7, 10, 3600, 30, true));

        assertThat(bench.states()).containsExactly("STARTED");

        bench.hear(in("i", 7, 25, 3600)).until(3700);

        assertThat(bench.states()).containsExactly("STARTED", "ENDED");
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(25));
    }

    @Test
    void aReturnThatComesBeforeItsStartIsNoOrphan() {
        bench.hear(in("i", 7, 40, 50), out("o", 7, 10, 50, 30, false)).until(100);

        assertThat(bench.states()).containsExactly("STARTED", "ENDED");
        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void forgetsABreakThatIsLongOver() {
        bench.hear(out("o", 7, 10, 2, 30, true)).until(40 + 1799);

        assertThat(bench.channel().facts().breaks().all()).hasSize(1);

        assertThat(bench.until(40 + 1800).channel().facts().breaks().all()).isEmpty();
    }

    @Test
    void aStartThatNoMessageCanMeanIsNoBreak() {
        bench.hear(out("o", 7, 27 * 3600 + 3, 2, 30, false));

        assertThat(bench.breaks).isEmpty();
    }

    @Test
    void aFloodOfReturnsIsBounded() {
        for (int i = 0; i < 300; i++) {
            bench.hear(in("i" + i, 1000 + i, i, i / 100.0));
        }

        assertThat(bench.channel().facts().breaks().held()).hasSize(200);
    }
}
