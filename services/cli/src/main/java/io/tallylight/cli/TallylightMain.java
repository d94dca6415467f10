package io.tallylight.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tallylight.runtime.Env;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code scripts/tallylight}. What goes wrong is told in one sentence, without a stack trace. */
@Command(
        name = "tallylight",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description =
                "Looks at, prepares and steers a Tallylight. Kafka and the registry are found by the same environment "
                        + "as every service uses (KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, …); without it, those of the demo.",
        footer =
                "tallylight run <service> starts one service with its environment, for example: tallylight run poller-polyv",
        subcommands = {Tail.class, Decode.class, ContractsCommand.class, Targets.class, Sandbox.class},
        synopsisSubcommandLabel = "COMMAND")
public final class TallylightMain {

    private TallylightMain() {}

    public static void main(String[] args) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        CommandLine command = new CommandLine(new TallylightMain());
        command.setExecutionExceptionHandler(TallylightMain::told);
        System.exit(args.length == 0 ? usage(command) : command.execute(args));
    }

    private static int usage(CommandLine command) {
        command.usage(System.out);
        return CommandLine.ExitCode.USAGE;
    }

    private static int told(Exception fault, CommandLine command, ParseResult parsed) throws Exception {
        if (fault instanceof KafkaException
                || fault instanceof Env.Malformed
                || fault instanceof IllegalStateException
                || fault instanceof io.tallylight.schemas.ContractException) {
            System.err.println(fault.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw fault;
    }
}
