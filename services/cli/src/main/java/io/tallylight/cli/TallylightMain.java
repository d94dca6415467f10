package io.tallylight.cli;

import io.tallylight.runtime.BadInput;
import io.tallylight.schemas.ContractException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scripts/tallylight}. What goes wrong is told in one sentence, without a stack trace. */
@Command(
        name = "tallylight",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description =
                "Looks at and prepares a Tallylight. Kafka and the registry are found by the same environment as every"
                        + " service uses (KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, …); without it, those of the demo.",
        footer = {
            "",
            "tallylight run <service> starts one service with its environment, for example: tallylight run poller-polyv"
        },
        synopsisSubcommandLabel = "COMMAND")
public final class TallylightMain implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private TallylightMain() {}

    /** Whatever the machine's locale says, JSON is UTF-8. */
    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        QuietLogs.configure();
        CommandLine command = command(System.getenv(), System.in);
        command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(command.execute(args));
    }

    /** The command as a value, which ends no process. */
    static CommandLine command(Map<String, String> env, InputStream in) {
        Cluster cluster = new Cluster(env);
        return new CommandLine(new TallylightMain())
                .addSubcommand(new Tail(cluster))
                .addSubcommand(new Decode(in))
                .addSubcommand(new ContractsCommand(cluster))
                .addSubcommand(new Targets(cluster))
                .addSubcommand(new Rewind(cluster, InstantSource.system()))
                .addSubcommand(new Sandbox())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    command.getErr().println(sentence(fault, cluster));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** A fault that is neither the user's nor the network's is a defect of ours, and keeps its stack trace. */
    private static String sentence(Exception fault, Cluster cluster) throws Exception {
        if (fault instanceof TimeoutException) {
            return "Kafka does not answer at " + cluster.settings().bootstrapServers() + " (KAFKA_BOOTSTRAP_SERVERS): "
                    + fault.getMessage();
        }
        if (fault instanceof KafkaException && fault.getCause() instanceof KafkaException cause) {
            return fault.getMessage() + ": " + cause.getMessage();
        }
        if (fault instanceof KafkaException
                || fault instanceof BadInput
                || fault instanceof IllegalStateException
                || fault instanceof IllegalArgumentException
                || fault instanceof ContractException) {
            return String.valueOf(fault.getMessage());
        }
        throw fault;
    }
}
