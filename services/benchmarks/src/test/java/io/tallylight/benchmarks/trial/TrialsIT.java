package io.tallylight.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.runtime.Logs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a bench of a few seconds works and its topic is right. How long anything takes is never asserted. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is not
class TrialsIT {

    private static Stage stage;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Logs.TEXT.configure();
        stage = Stage.start();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void thePollerFetchesItsHistory() {
        Outcome outcome = new BackfillTrial(10, 50, "128m", Duration.ofMinutes(2)).run(stage, Subject.POLLER, folder);

        assertThat(outcome.tally()).isEqualTo("missing 0, stale 0, duplicate 0 of 500 rows");
        assertThat(outcome.right()).isTrue();
        assertThat(outcome.figures().get(Figure.ROWS_A_SECOND)).isPositive();
        assertThat(outcome.figures().get(Figure.MOST_RSS)).isPositive();
    }

    @Test
    void theFloorFollowsLateFigures() {
        Outcome outcome = new SteadyTrial(
                        20, true, Duration.ofMillis(100), "64m", Duration.ofSeconds(2), Duration.ofSeconds(5))
                .run(stage, Subject.FLOOR, folder);

        assertThat(outcome.tally()).startsWith("missing 0, stale 0, duplicate 0 of ");
        assertThat(outcome.right()).isTrue();
        assertThat(outcome.figures().get(Figure.CPU_PER_MILLION_ROWS)).isPositive();
        assertThat(outcome.figures().get(Figure.P95)).isPositive();
    }
}
