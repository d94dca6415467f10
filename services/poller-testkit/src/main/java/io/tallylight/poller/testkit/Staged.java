package io.tallylight.poller.testkit;

import io.tallylight.runtime.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The stage on which each promise is tested: a run of its own of the subject, and what it told. */
@Execution(ExecutionMode.CONCURRENT)
abstract class Staged<E extends SpecificRecordBase> {

    static {
        // before tests beside each other ask for loggers at the same time, and the broker tells every request
        Logs.TEXT.configure();
    }

    /** Live turns that leave something of every quota to history. */
    static final Duration UNHURRIED = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    Run<E> run;
    Told<E> told;

    protected abstract Subject<E> subject();

    @BeforeEach
    void setTheStage() throws IOException {
        setTheStage(Stage.shared());
    }

    final void setTheStage(Stage stage) throws IOException {
        run = new Run<>(subject(), folder, stage);
        told = new Told<>(run);
    }

    @AfterEach
    void clear() {
        run.close();
    }
}
