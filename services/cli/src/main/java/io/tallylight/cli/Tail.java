package io.tallylight.cli;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import io.tallylight.schemas.WireException.NotOurs;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tallylight tail}: committed records as JSON, one a line. What cannot be read is a line with an error. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description =
                "Prints the records of a topic, one JSON object a line: those that come from now on, until Ctrl-C.")
final class Tail implements Callable<Integer> {

    private final Cluster cluster;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            arity = "1..*",
            description = "Names without the prefix, such as viewer or ad-breaks.")
    private List<String> topics = List.of();

    @Option(names = "--from-beginning", description = "Everything that the topic holds, then what comes.")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "Stop after N records.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--until-end", description = "Stop at what the topic holds now.")
    private boolean untilEnd;

    @Option(names = "--envelope", description = "Each record within {topic, partition, offset, timestamp, key, value}.")
    private boolean envelope;

    Tail(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        topics.forEach(this::mustExist);
        KafkaSettings settings = cluster.settings();
        List<String> names =
                topics.stream().distinct().map(name -> settings.prefix() + name).toList();
        try (Wire wire = settings.wire();
                CommittedRecords records = new CommittedRecords(settings, names, fromBeginning)) {
            print(records, wire.anyRecord());
        }
        return 0;
    }

    private void mustExist(String name) {
        if (Topics.named(name).isEmpty()) {
            String known =
                    String.join(", ", Topics.all().stream().map(Topic::name).toList());
            throw new ParameterException(spec.commandLine(), "There is no topic '" + name + "'. Topics are: " + known);
        }
    }

    /** Whoever reads the lines may go away, as {@code head} does: then there is nobody to print for. */
    private void print(CommittedRecords records, Deserializer<GenericRecord> values) {
        PrintWriter out = spec.commandLine().getOut();
        long[] left = {count};
        if (count <= 0) {
            return;
        }
        Predicate<ConsumerRecord<String, byte[]>> printed = record -> {
            out.println(RecordJson.line(json(record, values)));
            left[0]--;
            return left[0] > 0 && !out.checkError();
        };
        if (untilEnd) {
            records.eachUntilEnd(printed);
        } else {
            records.each(printed);
        }
    }

    private Map<String, @Nullable Object> json(
            ConsumerRecord<String, byte[]> record, Deserializer<GenericRecord> values) {
        Map<String, @Nullable Object> value = value(record, values);
        if (!envelope) {
            return value;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        json.put("key", record.key());
        json.put("value", value);
        return json;
    }

    private static Map<String, @Nullable Object> value(
            ConsumerRecord<String, byte[]> record, Deserializer<GenericRecord> values) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (record.value() == null) {
            json.put("tombstone", record.key());
            return json;
        }
        try {
            return RecordJson.of(values.deserialize(record.topic(), record.value()));
        } catch (NotOurs unreadable) {
            json.put("error", String.valueOf(unreadable.getMessage()));
            json.put("at", record.topic() + "/" + record.partition() + "/" + record.offset());
            return json;
        }
    }
}
