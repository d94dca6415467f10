package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Child;
import io.tallylight.benchmarks.stage.Patience;
import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Many targets, each asked once, and nothing due for a day. */
public record IdleTrial(int targets, String heap, Duration measured) implements Trial {

    private static final Duration LONGEST_FIRST_TURN = Duration.ofMinutes(10);
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);

    @Override
    public boolean hasFloor() {
        return false;
    }

    @Override
    public Outcome run(Stage stage, Subject subject, Path folder) {
        try (Play play = Play.silence(stage, targets, heap, folder);
                Child child = subject.start(play.scene, play.order)) {
            play.firstRequest(child, Play.PATH);
            if (!Patience.until(LONGEST_FIRST_TURN, () -> asked(play) >= targets || !child.isAlive())) {
                return Outcome.failed(asked(play) + " of " + targets + " targets were asked");
            }
            Patience.during(TO_SETTLE, child);
            int before = asked(play);
            double cpu = child.cpuSeconds();
            Patience.during(measured, child);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.IDLE_CPU, (child.cpuSeconds() - cpu) * 100 / measured.toSeconds());
            figures.put(Figure.MOST_RSS, child.mostRssMegabytes());
            int busy = asked(play) - before;
            return busy == 0 ? Outcome.of(figures) : Outcome.failed("not idle: " + busy + " requests");
        }
    }

    private static int asked(Play play) {
        return play.provider.requests().count();
    }
}
