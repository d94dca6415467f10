package io.tallylight.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Brings a Kafka and a registry to what {@link Topics} says, and says where they differ. No call waits longer than 15
 * seconds for Kafka; the registry's client has times of its own. Who cannot be reached or refuses is a
 * {@link ContractException} or a {@link WireException.RegistryUnavailable}.
 */
public final class Contracts {

    private Contracts() {}

    /**
     * Creates and alters topics, registers schemas and sets their compatibility. Does nothing where all is as it should
     * be; never deletes anything, and never takes partitions away.
     *
     * @param replication of topics that are new; -1 for the broker's own default
     * @param progress gets one line per change, and one where something has to stay different
     */
    public static void apply(
            Admin kafka, SchemaRegistryClient registry, String prefix, short replication, Consumer<String> progress) {
        BrokerTopics topics = new BrokerTopics(kafka, prefix);
        topics.apply(Topics.all(), replication, progress);
        new RegistrySubjects(registry, prefix).apply(Topics.all(), progress);
    }

    /**
     * What is missing or different, a sentence each; empty when all is there. Makes the client forget what it has
     * cached, to see the registry as it is now.
     */
    public static List<String> differences(
            Admin kafka, SchemaRegistryClient registry, String prefix, Collection<Topic<?>> topics) {
        List<String> differences = new ArrayList<>();
        differences.addAll(new BrokerTopics(kafka, prefix).differences(topics));
        differences.addAll(new RegistrySubjects(registry, prefix).differences(topics));
        return List.copyOf(differences);
    }
}
