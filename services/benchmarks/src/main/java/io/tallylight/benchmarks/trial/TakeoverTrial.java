package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Child;
import io.tallylight.benchmarks.stage.Patience;
import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Two replicas, and the one that polls is killed: how long until the other does. */
public record TakeoverTrial(int rows, String heap, Duration warmUp) implements Trial {

    private static final String OTHER = "/other/";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration TO_CATCH_UP = Duration.ofSeconds(30);

    @Override
    public boolean hasFloor() {
        return false;
    }

    @Override
    public Outcome run(Stage stage, Subject subject, Path folder) {
        try (Play play = Play.steady(stage, rows, false, Duration.ofMillis(470), heap, folder);
                Child one = subject.start(play.scene, play.order)) {
            play.firstRequest(one, Play.PATH);
            try (Child other = subject.start(play.scene, play.order.at(play.provider.uri(OTHER)))) {
                Patience.during(warmUp, other); // whoever owns the account then, keeps it
                boolean oneOwns = play.provider.requests().latest().equals(Play.PATH);
                return killed(play, oneOwns ? one : other, oneOwns ? OTHER : Play.PATH);
            }
        }
    }

    private static Outcome killed(Play play, Child owner, String heir) {
        long at = System.currentTimeMillis();
        owner.kill();
        if (!Patience.until(LONGEST, () -> play.asked(heir, at).isPresent())) {
            return Outcome.failed("The other did not take over in " + LONGEST);
        }
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.TAKEOVER, (play.asked(heir, at).orElseThrow() - at) / 1000.0);
        return Outcome.of(figures, play.end(TO_CATCH_UP));
    }
}
