package io.tallylight.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tallylight.runtime.Logs;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code scripts/bench}. */
@Command(
        name = "scripts/bench",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        subcommands = PollerBench.class,
        synopsisSubcommandLabel = "poller",
        description = "Measures parts of Tallylight on this machine. Builds it first if that is needed.")
public final class BenchMain {

    private BenchMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** The command as a value, which ends no process. */
    static int run(String... args) {
        Logs.TEXT.configure();
        ((Logger) LoggerFactory.getLogger("kafka")).setLevel(Level.ERROR); // it warns of every client that is killed
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        return new CommandLine(new BenchMain()).execute(args);
    }
}
