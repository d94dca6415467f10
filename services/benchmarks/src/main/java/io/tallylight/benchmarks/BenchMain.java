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
        level(Logger.ROOT_LOGGER_NAME, Level.ERROR);
        level("org.apache.kafka", Level.ERROR); // the broker warns of every client that is killed
        level("kafka", Level.ERROR);
        level("kafka.server.ReplicaManager", Level.OFF); // a batch that overtakes its partition's first is sent again
        return new CommandLine(new BenchMain()).execute(args);
    }

    private static void level(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }
}
