package io.tallylight.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.trial.Figure;
import io.tallylight.benchmarks.trial.Outcome;
import io.tallylight.benchmarks.trial.TickTrial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Goal GOAL = Goal.ratioAtMost(Figure.P95, 1.25);

    private final Results results = new Results(new BenchCase("some", new TickTrial(1, 1), List.of(GOAL)));

    @Test
    void comparesMedians() {
        add(Subject.POLLER, true, 100, 120, 900);
        add(Subject.FLOOR, true, 90, 100, 110);

        assertThat(results.ratio(Figure.P95)).contains(1.2);
        assertThat(results.met(GOAL)).contains(true);
        assertThat(new Table(List.of(results)).markdown().get(2))
                .contains("120 (100..900)", "100 (90..110)", "1.20", "<= 1.25 x floor", "yes");
    }

    @Test
    void aRunWhoseTopicIsWrongGivesNoFigure() {
        add(Subject.POLLER, false, 1);
        add(Subject.FLOOR, true, 100);

        assertThat(results.met(GOAL)).isEmpty();
        assertThat(results.failures()).containsExactly("some, poller: missing 1");
        assertThat(new Table(List.of(results)).markdown().get(2)).contains("NOT MEASURED");
    }

    @Test
    void theMedianOfTwoIsBetweenThem() {
        assertThat(Spread.of(List.of(3.0, 1.0))).isEqualTo(new Spread(2, 1, 3, 2));
    }

    private void add(Subject subject, boolean right, double... values) {
        for (double value : values) {
            results.add(subject, new Outcome(Map.of(Figure.P95, value), right, "missing " + (right ? 0 : 1)));
        }
    }
}
