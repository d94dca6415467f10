package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Child;
import io.tallylight.benchmarks.stage.Patience;
import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.topic.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A new target whose history the provider still holds: from the first request until its last row is visible. */
public record BackfillTrial(int windows, int rows, String heap, Duration longest) implements Trial {

    @Override
    public Outcome run(Stage stage, Subject subject, Path folder) {
        try (Play play = Play.past(stage, windows, rows, heap, folder);
                Child child = subject.start(play.scene, play.order)) {
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            double started = play.firstRequest(child, Play.PATH);
            long all = (long) windows * rows;
            Patience.until(longest, () -> play.ledger.counts().rows() >= all || !child.isAlive());
            if (!child.isAlive()) {
                throw child.ended();
            }
            Tally tally = play.end(Duration.ZERO);
            double seconds = (play.ledger.lastNewAt() - child.startedAt()) / 1000.0 - started;
            figures.put(Figure.FIRST_REQUEST, started);
            figures.put(Figure.ROWS_A_SECOND, tally.rows() / seconds);
            figures.put(Figure.CPU_PER_MILLION_ROWS, child.cpuSeconds() * 1e6 / tally.rows());
            figures.put(Figure.MOST_RSS, child.mostRssMegabytes());
            return Outcome.of(figures, tally);
        }
    }
}
