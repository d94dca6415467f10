package io.tallylight.cli;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.io.PrintWriter;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tallylight contracts}: topics and schemas, made or compared. */
@Command(
        name = "contracts",
        mixinStandardHelpOptions = true,
        description = "Makes the topics and schemas, or says what differs.",
        synopsisSubcommandLabel = "(apply | check)")
final class ContractsCommand {

    private final Cluster cluster;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    ContractsCommand(Cluster cluster) {
        this.cluster = cluster;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Creates or alters the topics and registers the schemas; again and again without harm.")
    int apply(
            @Option(
                            names = "--replication",
                            defaultValue = "-1",
                            description = "Replicas of a new topic; -1 for the broker's default.")
                    short replication) {
        PrintWriter out = spec.commandLine().getOut();
        KafkaSettings settings = cluster.settings();
        try (Admin admin = Cluster.admin(settings);
                Wire wire = settings.wire()) {
            Contracts.apply(admin, wire.registry(), settings.prefix(), replication, out::println);
        }
        out.println("The contracts hold on " + settings.bootstrapServers() + " and " + settings.registry());
        return 0;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says what differs; exit code 1 if anything does.")
    int check() {
        PrintWriter out = spec.commandLine().getOut();
        KafkaSettings settings = cluster.settings();
        try (Admin admin = Cluster.admin(settings);
                Wire wire = settings.wire()) {
            List<String> differences = Contracts.differences(admin, wire.registry(), settings.prefix(), Topics.all());
            differences.forEach(out::println);
            out.println(
                    differences.isEmpty() ? "Nothing differs." : "Mend it with: scripts/tallylight contracts apply");
            return differences.isEmpty() ? 0 : 1;
        }
    }
}
