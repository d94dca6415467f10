package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Child;
import io.tallylight.benchmarks.stage.Patience;
import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A lone instance is killed twice and started again at once: the longer of both restarts, and p95 over all of it. */
public record KillTrial(int rows, String heap, Duration warmUp, Duration between) implements Trial {

    private static final Duration TO_CATCH_UP = Duration.ofSeconds(30);

    @Override
    public boolean hasFloor() {
        return false;
    }

    @Override
    public Outcome run(Stage stage, Subject subject, Path folder) {
        try (Play play = Play.steady(stage, rows, false, Duration.ofMillis(470), heap, folder)) {
            Child child = subject.start(play.scene, play.order);
            try {
                play.firstRequest(child, Play.PATH);
                Patience.during(warmUp, child);
                play.ledger.measureFrom(System.currentTimeMillis());
                double longest = 0;
                for (int i = 0; i < 2; i++) {
                    Patience.during(between, child);
                    child.kill();
                    child.close();
                    child = subject.start(play.scene, play.order);
                    longest = Math.max(longest, play.firstRequest(child, Play.PATH));
                }
                Patience.during(between, child);
                return outcome(play, longest);
            } finally {
                child.close();
            }
        }
    }

    private static Outcome outcome(Play play, double longest) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RESTART, longest);
        figures.put(Figure.P50, play.ledger.latencies().percentile(0.50));
        figures.put(Figure.P95, play.ledger.latencies().percentile(0.95));
        return Outcome.of(figures, play.end(TO_CATCH_UP));
    }
}
