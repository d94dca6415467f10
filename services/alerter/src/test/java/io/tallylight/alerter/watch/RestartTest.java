package io.tallylight.alerter.watch;

import static io.tallylight.alerter.Cues.badCrc;
import static io.tallylight.alerter.Cues.cue;
import static io.tallylight.alerter.Cues.in;
import static io.tallylight.alerter.Cues.out;
import static io.tallylight.alerter.Cues.segment;
import static io.tallylight.alerter.Cues.viewers;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.BreakEnd;
import org.junit.jupiter.api.Test;

class RestartTest {

    private final Bench bench = new Bench();

    @Test
    void everyTimerSurvives() {
        bench.hear(out("o", 7, 10, 2, 30, true)).until(20).restart();

        assertThat(bench.due()).isEqualTo(40);
        assertThat(bench.until(40).last().getEndedBy()).isEqualTo(BreakEnd.AUTO_RETURN);
        assertThat(bench.last().getRevision()).isEqualTo(3);
    }

    @Test
    void whatFiresGoesOnFiringAndResolvesOnce() {
        bench.hear(out("o", 7, 10, 2, 30, false)).until(60).restart().until(70).hear(in("i", 7, 75, 76));

        assertThat(bench.edges())
                .containsExactly("missing_return FIRING CRITICAL 1", "missing_return RESOLVED CRITICAL 2");
    }

    @Test
    void whatBecameDueMeanwhileIsDoneInItsOrder() {
        bench.hear(out("o", 7, 10, 2, 30, false)).restart().until(10_000);

        assertThat(bench.states()).containsExactly("ANNOUNCED", "STARTED", "ENDED");
        assertThat(bench.edges())
                .containsExactly("missing_return FIRING CRITICAL 1", "missing_return RESOLVED CRITICAL 2");
    }

    @Test
    void theChangelogHoldsAllThatIsKnown() {
        bench.hear(
                        out("o", 7, 10, 2, 30, false),
                        segment("s", 9, 0x34, 12, 4, 30),
                        badCrc("b", 20, 20),
                        cue("c", 19, 21).build(),
                        in("i", 99, 22, 22),
                        in("j", 7, 40, 30))
                .hear(viewers(0, 60, 3))
                .until(61);
        Channel before = bench.channel();

        Channel after = bench.restart().channel();

        assertThat(after.firing()).isEqualTo(before.firing()).isNotEmpty();
        assertThat(after.seen()).isEqualTo(before.seen());
        assertThat(after.doneTo()).isEqualTo(before.doneTo());
        assertThat(after.facts().presence()).isEqualTo(before.facts().presence());
        assertThat(after.facts().spots()).isEqualTo(before.facts().spots());
        assertThat(after.facts().breaks().held())
                .isEqualTo(before.facts().breaks().held())
                .isNotEmpty();
        assertThat(after.facts().breaks().all())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*due")
                .isEqualTo(before.facts().breaks().all());
    }
}
