package io.tallylight.alerter.watch;

import static io.tallylight.alerter.Cues.at;
import static io.tallylight.alerter.Cues.badCrc;
import static io.tallylight.alerter.Cues.cue;
import static io.tallylight.alerter.Cues.disagreeing;
import static io.tallylight.alerter.Cues.in;
import static io.tallylight.alerter.Cues.out;
import static io.tallylight.alerter.Cues.unreadable;
import static io.tallylight.alerter.Cues.viewers;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Alert;
import io.tallylight.event.BreakEnd;
import io.tallylight.event.Cue;
import io.tallylight.event.Evidence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private final Bench bench = new Bench();

    @Test
    void missesAReturnAfterTheGraceAndResolvesWhenItComes() {
        bench.hear(out("o", 7, 10, 2, 30, false)).until(49.9);

        assertThat(bench.alerts).isEmpty();

        bench.until(50).until(60).hear(in("i", 7, 62, 65)).until(900);

        assertThat(bench.edges())
                .containsExactly("missing_return FIRING CRITICAL 1", "missing_return RESOLVED CRITICAL 2");
        Alert fired = bench.alerts.get(0);
        assertThat(fired.getFingerprint()).isEqualTo("missing_return/news/SPLICE_INSERT/7");
        assertThat(fired.getId()).isEqualTo(fired.getFingerprint() + "/" + at(40).toEpochMilli());
        assertThat(fired.getSince()).isEqualTo(at(40));
        assertThat(fired.getCueIds()).containsExactly("o");
        assertThat(fired.getEvidence()).contains(new Evidence("expected_return_at", at(40).toString()));
        assertThat(bench.alerts.get(1).getId()).isEqualTo(fired.getId());
        assertThat(bench.alerts.get(1).getResolvedAt()).isEqualTo(at(65));
        assertThat(bench.last().getActualDurationMillis()).isEqualTo(52_000);
    }

    @Test
    void infersTheEndOfABreakThatNeverReturnsAndResolves() {
        bench.hear(out("o", 7, 10, 2, 30, false)).until(649.9);

        assertThat(bench.edges()).containsExactly("missing_return FIRING CRITICAL 1");

        bench.until(650);

        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.INFERRED);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(40));
        assertThat(bench.edges()).hasSize(2).last().isEqualTo("missing_return RESOLVED CRITICAL 2");
    }

    @Test
    void theNextBreakOfTheLaneEndsTheWait() {
        bench.hear(out("o", 7, 10, 2, 30, false), out("p", 8, 110, 102, 30, true))
                .until(109.9);

        assertThat(bench.edges()).containsExactly("missing_return FIRING CRITICAL 1");

        bench.until(110);

        assertThat(bench.edges()).hasSize(2).last().isEqualTo("missing_return RESOLVED CRITICAL 2");
        assertThat(bench.breaks)
                .filteredOn(one -> one.getEventId() == 7)
                .last()
                .satisfies(one -> assertThat(one.getEndedBy()).isEqualTo(BreakEnd.INFERRED));
    }

    /** A poller that starts late hears the whole of it at once. */
    @Test
    void aBacklogHoldsTheNextBreakBeforeTheReturnIsMissed() {
        bench.hear(out("o", 7, 10, 200, 30, false), out("p", 8, 110, 200, 30, true), in("i", 9, 195, 201))
                .until(260);

        assertThat(bench.breaks)
                .filteredOn(one -> one.getEventId() == 7)
                .last()
                .satisfies(one -> assertThat(one.getEndedBy()).isEqualTo(BreakEnd.INFERRED));
        assertThat(bench.edges()).anyMatch(edge -> edge.startsWith("orphan_return FIRING"));
    }

    @Test
    void aReturnThatIsHeardAfterTheInferredEndCorrectsIt() {
        bench.hear(out("o", 7, 10, 2, 30, false))
                .until(700)
                .hear(in("i", 7, 100, 701))
                .until(900);

        assertThat(bench.last().getEndedBy()).isEqualTo(BreakEnd.EXPLICIT_RETURN);
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(100));
        assertThat(bench.alerts).hasSize(2);
    }

    @Test
    void waitsForTheLongestBreakWhereNoDurationIsSaid() {
        bench.hear(out("o", 7, 10, 2, null, null)).until(319.9);

        assertThat(bench.alerts).isEmpty();

        assertThat(bench.until(320).edges()).containsExactly("missing_return FIRING CRITICAL 1");
    }

    @Test
    void theGraceOfABacklogBeginsWhenItIsHeard() {
        bench.hear(out("o", 7, 10, 3600, 30, false)).until(3609.9);

        assertThat(bench.alerts).isEmpty();

        assertThat(bench.until(3610).edges()).containsExactly("missing_return FIRING CRITICAL 1");
    }

    @Test
    void anOrphanFiresOnceItsBatchHasSettledAndResolvesAfterQuiet() {
        bench.hear(in("i", 7, 40, 41), in("j", 8, 42, 43)).until(45.9);

        assertThat(bench.alerts).isEmpty();

        bench.until(46).until(642.9);

        assertThat(bench.edges()).containsExactly("orphan_return FIRING WARNING 1");

        bench.until(643);

        assertThat(bench.edges()).hasSize(2).last().isEqualTo("orphan_return RESOLVED WARNING 2");
    }

    @Test
    void aReturnThatIsStillToComeIsNoOrphanYet() {
        bench.hear(in("i", 7, 60, 41)).until(64.9);

        assertThat(bench.alerts).isEmpty();

        assertThat(bench.until(65).edges()).containsExactly("orphan_return FIRING WARNING 1");
    }

    @Test
    void anOrphanIsResolvedByALaterReturnThatFindsItsBreak() {
        bench.hear(in("i", 7, 40, 41))
                .until(50)
                .hear(out("o", 8, 60, 52, 30, false), in("j", 8, 90, 88))
                .until(100);

        assertThat(bench.edges()).containsExactly("orphan_return FIRING WARNING 1", "orphan_return RESOLVED WARNING 2");
    }

    @Test
    void anOrphanFindsItsStartThoughThatComesAPollLater() {
        bench.hear(in("i", 7, 40, 41)).until(50).hear(out("o", 7, 10, 60, 30, false));

        assertThat(bench.last().getActualDurationMillis()).isEqualTo(30_000);
        assertThat(bench.edges()).last().isEqualTo("orphan_return RESOLVED WARNING 2");
    }

    @Test
    void aReturnLongAfterItsBreakHasReturnedIsAnOrphan() {
        bench.hear(out("o", 1, 10, 2, 30, false), in("i", 1, 40, 38), in("j", 1, 300, 300))
                .until(310);

        assertThat(bench.edges()).containsExactly("orphan_return FIRING WARNING 1");
        assertThat(bench.last().getActualEndAt()).isEqualTo(at(40));
    }

    @Test
    void returnsSoonAfterTheFirstSignalAreNoOrphans() {
        Bench warming = new Bench(Duration.ofMinutes(10));

        warming.hear(in("i", 7, 0, 0), in("j", 8, 599, 599)).until(620);

        assertThat(warming.alerts).isEmpty();

        assertThat(warming.hear(in("k", 9, 650, 650)).until(700).edges())
                .containsExactly("orphan_return FIRING WARNING 1");
    }

    @Test
    void aWrongCrcFiresOnceAndIsResolvedByACleanCue() {
        bench.hear(badCrc("a", 10, 10), badCrc("b", 20, 20)).until(30);

        assertThat(bench.edges()).containsExactly("crc_invalid FIRING WARNING 1");
        assertThat(bench.alerts.get(0).getEvidence())
                .containsExactly(new Evidence("crc_invalid", "expected 1, found 2"));
        assertThat(bench.alerts.get(0).getFingerprint()).isEqualTo("crc_invalid/news");

        bench.hear(cue("c", 40, 40).build());

        assertThat(bench.edges()).hasSize(2).last().isEqualTo("crc_invalid RESOLVED WARNING 2");
    }

    @Test
    void threeWrongCrcsWithinTenMinutesAreCritical() {
        bench.hear(badCrc("a", 10, 10), badCrc("b", 300, 300), badCrc("c", 610, 610));

        assertThat(bench.edges()).containsExactly("crc_invalid FIRING WARNING 1", "crc_invalid FIRING CRITICAL 2");
    }

    @Test
    void threeWrongCrcsInALongerTimeAreNot() {
        bench.hear(badCrc("a", 10, 10), badCrc("b", 300, 300), badCrc("c", 611, 611));

        assertThat(bench.edges()).containsExactly("crc_invalid FIRING WARNING 1");
    }

    @Test
    void anOldCleanCueResolvesNothing() {
        bench.hear(badCrc("a", 100, 100))
                .until(110)
                .hear(cue("z", 50, 111).build())
                .until(200);

        assertThat(bench.edges()).containsExactly("crc_invalid FIRING WARNING 1");
    }

    @Test
    void aRevisionOfABadCueDoesNotFireAgain() {
        Cue bad = badCrc("a", 10, 10);
        Cue again = Cue.newBuilder(bad).setRevision(2).setObservedAt(at(50)).build();

        bench.hear(bad).until(20).hear(cue("c", 30, 30).build()).hear(again).until(60);

        assertThat(bench.alerts).hasSize(2);
    }

    @Test
    void anAlertLastsLongEnoughToBeSeenThoughACleanCueComesInTheSameBatch() {
        bench.hear(badCrc("a", 10, 60), cue("c", 40, 60).build()).until(64.9);

        assertThat(bench.edges()).containsExactly("crc_invalid FIRING WARNING 1");

        assertThat(bench.until(65).edges()).hasSize(2);
    }

    @Test
    void aQuietTimeResolvesToo() {
        bench.hear(unreadable("a", 10, 10)).until(609.9);

        assertThat(bench.edges()).containsExactly("decode_error FIRING CRITICAL 1");

        assertThat(bench.until(610).edges()).last().isEqualTo("decode_error RESOLVED CRITICAL 2");
    }

    @Test
    void whatCannotBeReadHasNoCrcToBlame() {
        bench.hear(unreadable("a", 10, 10));

        assertThat(bench.edges()).containsExactly("decode_error FIRING CRITICAL 1");
        assertThat(bench.alerts.get(0).getEvidence()).containsExactly(new Evidence("findings", "truncated: cut off"));
    }

    @Test
    void saysWhereSummaryAndMessageDisagree() {
        bench.hear(disagreeing("a", 10, 10)).until(20).hear(cue("c", 40, 40).build());

        assertThat(bench.edges())
                .containsExactly("summary_disagreement FIRING WARNING 1", "summary_disagreement RESOLVED WARNING 2");
        assertThat(bench.alerts.get(0).getEvidence())
                .containsExactly(new Evidence("event_id", "summary says 100, message 1"));
    }

    @Test
    void aLiveChannelWithoutSignalsFiresGetsWorseAndIsResolvedByACue() {
        bench.hear(cue("a", 0, 0).build());
        for (int minute = 0; minute < 130; minute++) {
            bench.hear(viewers(minute * 60, minute * 60 + 65, 5)).until(minute * 60 + 66);
        }
        bench.hear(cue("b", 7900, 7900).build());

        assertThat(bench.edges())
                .containsExactly(
                        "no_signal FIRING WARNING 1", "no_signal FIRING CRITICAL 2", "no_signal RESOLVED CRITICAL 3");
        assertThat(bench.alerts.get(0).getSince()).isEqualTo(at(0));
    }

    @Test
    void aChannelThatNobodyWatchesDoesNotFire() {
        bench.hear(cue("a", 0, 0).build()).hear(viewers(0, 60, 0)).until(9000);

        assertThat(bench.alerts).isEmpty();
    }

    @Test
    void aChannelThatIsNoLongerLiveResolves() {
        bench.hear(cue("a", 0, 0).build());
        for (int minute = 0; minute < 62; minute++) {
            bench.hear(viewers(minute * 60, minute * 60 + 65, 5));
        }

        assertThat(bench.edges()).containsExactly("no_signal FIRING WARNING 1");

        assertThat(bench.until(3720 + 900).edges()).last().isEqualTo("no_signal RESOLVED WARNING 2");
    }

    @Test
    void theSilenceOfAChannelThatComesBackOnAirCountsFromThere() {
        bench.hear(cue("a", 0, 0).build()).hear(viewers(36_000, 36_065, 5)).until(36_100);

        assertThat(bench.alerts).isEmpty();
    }
}
