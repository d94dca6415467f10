package io.tallylight.runtime;

import io.tallylight.schemas.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Where Kafka and the schema registry are, and how to talk to them. The two files pass anything through that Kafka's and
 * Confluent's clients know, such as TLS and SASL; they win over our own choices.
 */
public record KafkaSettings(
        String bootstrapServers,
        Map<String, String> passedThrough,
        URI registry,
        Map<String, String> registryPassedThrough,
        String prefix) {

    private static final String ADDRESS = "(?:\\w+://)?(?:[\\w.%-]+|\\[[0-9a-fA-F:.%]+]):\\d{1,5}";
    private static final Pattern ADDRESSES = Pattern.compile(ADDRESS + "(?:\\s*,\\s*" + ADDRESS + ")*");
    private static final String STREAMS_PROTOCOL = "streams";
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,150}");

    public static KafkaSettings from(Env env) {
        return new KafkaSettings(
                env.matching("KAFKA_BOOTSTRAP_SERVERS", ADDRESSES, "host:port, or several with commas"),
                env.properties("KAFKA_PROPERTIES"),
                env.uri("SCHEMA_REGISTRY_URL"),
                env.properties("SCHEMA_REGISTRY_PROPERTIES"),
                env.matching("TOPIC_PREFIX", "tallylight.", PREFIX, "letters, digits, dots, underscores and hyphens"));
    }

    /** Settings for a plain client, over {@code ours}. Streams' own group protocol is not for it: it would refuse to start. */
    public Map<String, Object> client(Map<String, Object> ours) {
        Map<String, Object> all = streams(ours);
        all.computeIfPresent(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                (key, protocol) -> STREAMS_PROTOCOL.equalsIgnoreCase(protocol.toString()) ? null : protocol);
        return all;
    }

    /** Settings for Kafka Streams, over {@code ours}. */
    Map<String, Object> streams(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(ours);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(passedThrough);
        return all;
    }

    /**
     * Reads topics up to the end that stands now, committed records only. A record whose transaction is open is waited for.
     *
     * @param topics as on the broker
     * @param since the time of the first record; empty to read from the beginning
     * @param patience how long nothing may move
     * @param taker answers false when it wants no more
     * @return up to where it read, for a consumer that goes on from there
     * @throws KafkaException if a topic is not there, or nothing moved for {@code patience}
     */
    public <V> Map<TopicPartition, Long> readToEnd(
            Collection<String> topics,
            Optional<Instant> since,
            Duration patience,
            Deserializer<V> values,
            Predicate<ConsumerRecord<String, V>> taker) {
        return new TopicsToEnd(this, topics, patience).read(since, values, taker);
    }

    /**
     * The wire format over the registry's client.
     *
     * @throws BadInput for what the client refuses in the address or in what is passed through
     */
    public Wire wire() {
        try {
            return Wire.at(registry.toString(), registryPassedThrough, prefix);
        } catch (IllegalArgumentException | KafkaException refused) {
            throw new BadInput(
                    List.of("SCHEMA_REGISTRY_URL or SCHEMA_REGISTRY_PROPERTIES is refused: " + Causes.inWords(refused)),
                    refused);
        }
    }

    /** Never prints what was passed through: passwords lie there. */
    @Override
    public String toString() {
        return "Kafka " + bootstrapServers + ", registry " + registry + ", topics " + prefix + "*";
    }
}
