package io.tallylight.cli;

import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tallylight targets}: what the pollers are told to poll. */
@Command(
        name = "targets",
        mixinStandardHelpOptions = true,
        description = "Shows what the pollers are told to poll.",
        synopsisSubcommandLabel = "list")
final class Targets {

    private final Cluster cluster;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    Targets(Cluster cluster) {
        this.cluster = cluster;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Every target of every provider, one JSON object a line.")
    int list() {
        KafkaSettings settings = cluster.settings();
        List<String> names = Topics.all().stream()
                .filter(topic -> topic.type().equals(Target.class))
                .map(topic -> topic.name(settings.prefix()))
                .toList();
        try (Wire wire = settings.wire()) {
            current(settings, names, wire.deserializer(Topics.TARGETS_POLYV)).values().stream()
                    .flatMap(account -> account.getTargets().stream().map(target -> line(account, target)))
                    .forEach(spec.commandLine().getOut()::println);
        }
        return 0;
    }

    private static String line(Target account, PollTarget target) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("provider", account.getProvider());
        line.put("account", account.getAccount());
        line.put("target", target.getId());
        line.put("every", Duration.ofMillis(target.getEveryMillis()).toString());
        line.put("since", target.getSince() == null ? null : target.getSince().toString());
        line.put("settings", target.getSettings());
        line.put("rewind", target.getRewind() == null ? null : rewind(target.getRewind()));
        return RecordJson.line(line);
    }

    static Map<String, @Nullable Object> rewind(PollRewind rewind) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("to", rewind.getTo().toString());
        line.put("requestedAt", rewind.getRequestedAt().toString());
        return line;
    }

    /** The last word on each account, by topic and key. */
    private static Map<String, Target> current(
            KafkaSettings settings, List<String> names, Deserializer<Target> targets) {
        Map<String, Target> accounts = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(settings, names, true)) {
            records.eachUntilEnd(record -> {
                String account = record.topic() + "/" + record.key();
                if (record.value() == null) {
                    accounts.remove(account);
                } else {
                    accounts.put(account, targets.deserialize(record.topic(), record.value()));
                }
                return true;
            });
        }
        return accounts;
    }
}
