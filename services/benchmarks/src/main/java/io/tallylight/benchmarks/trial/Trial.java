package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import java.nio.file.Path;

/** One way to measure a subject, once. */
public interface Trial {

    /**
     * Returns when all that it started has ended.
     *
     * @param folder an empty one, for settings and logs
     */
    Outcome run(Stage stage, Subject subject, Path folder);

    /** Whether the floor can do it too. */
    default boolean hasFloor() {
        return true;
    }
}
