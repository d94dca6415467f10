package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Child;
import io.tallylight.benchmarks.stage.Patience;
import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.topic.ChangelogSize;
import io.tallylight.benchmarks.topic.Latencies;
import io.tallylight.benchmarks.topic.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A window a second: what a row costs, how long it takes, and what is kept of it. */
public record SteadyTrial(int rows, boolean late, Duration every, String heap, Duration warmUp, Duration measured)
        implements Trial {

    private static final Duration TO_CATCH_UP = Duration.ofSeconds(20);

    @Override
    public Outcome run(Stage stage, Subject subject, Path folder) {
        try (Play play = Play.steady(stage, rows, late, every, heap, folder);
                Child child = subject.start(play.scene, play.order)) {
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.FIRST_REQUEST, play.firstRequest(child, Play.PATH));
            Patience.during(warmUp, child);
            measure(play, child, figures);
            Tally tally = play.end(TO_CATCH_UP);
            figures.put(Figure.MOST_RSS, child.mostRssMegabytes());
            if (subject == Subject.POLLER && tally.open() > 0) {
                state(play, tally, figures);
            }
            return Outcome.of(figures, tally);
        }
    }

    private void measure(Play play, Child child, Map<Figure, Double> figures) {
        List<Double> rss = new ArrayList<>();
        play.ledger.measureFrom(System.currentTimeMillis());
        Tally before = play.ledger.counts();
        double cpu = child.cpuSeconds();
        for (long second = 0; second < measured.toSeconds(); second++) {
            Patience.during(Duration.ofSeconds(1), child);
            rss.add(child.rssMegabytes());
        }
        double used = child.cpuSeconds() - cpu;
        Tally after = play.ledger.counts();
        Latencies latencies = play.ledger.latencies();
        Collections.sort(rss);
        figures.put(Figure.CPU_PER_MILLION_ROWS, used * 1e6 / (after.rows() - before.rows()));
        figures.put(Figure.CPU_PER_MILLION_RECORDS, used * 1e6 / (after.records() - before.records()));
        figures.put(Figure.P50, latencies.percentile(0.50));
        figures.put(Figure.P95, latencies.percentile(0.95));
        figures.put(Figure.RSS, rss.get(rss.size() / 2));
    }

    private void state(Play play, Tally tally, Map<Figure, Double> figures) {
        long bytes = ChangelogSize.of(
                play.scene.bootstrap(), play.scene.partitions(name -> name.endsWith("-rows-changelog")));
        figures.put(Figure.STATE_A_ROW, (double) bytes / tally.open());
        figures.put(Figure.STATE_A_WINDOW, (double) bytes * rows / tally.open());
    }
}
