package io.tallylight.cli;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallylight contracts}: topics and schemas, made or compared. */
@Command(
        name = "contracts",
        mixinStandardHelpOptions = true,
        description = "Makes the topics and schemas, or says what differs.",
        synopsisSubcommandLabel = "(apply | check)")
final class ContractsCommand {

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
        KafkaSettings settings = Cluster.settings();
        try (Admin admin = Cluster.admin(settings);
                Wire wire = settings.wire()) {
            Contracts.apply(admin, wire.registry(), settings.prefix(), replication, System.out::println);
        }
        System.out.println("The contracts hold on " + settings.bootstrapServers() + " and " + settings.registry());
        return 0;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says what differs; exit code 1 if anything does.")
    int check() {
        KafkaSettings settings = Cluster.settings();
        try (Admin admin = Cluster.admin(settings);
                Wire wire = settings.wire()) {
            List<String> differences = Contracts.differences(admin, wire.registry(), settings.prefix(), Topics.all());
            differences.forEach(System.out::println);
            System.out.println(
                    differences.isEmpty() ? "Nothing differs." : "Mend it with: scripts/tallylight contracts apply");
            return differences.isEmpty() ? 0 : 1;
        }
    }
}
