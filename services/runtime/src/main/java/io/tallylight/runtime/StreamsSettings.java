package io.tallylight.runtime;

import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our choices for every Kafka Streams application; a service's own and KAFKA_PROPERTIES win over them.
 *
 * @param trust in the registry, shared with what handles unreadable records
 * @param folder a temporary one of this run; every store is in memory with its changelog in Kafka, it holds locks only
 */
record StreamsSettings(Properties properties, Path folder, RegistryTrust trust) {

    private static final Logger log = LoggerFactory.getLogger(StreamsSettings.class);
    private static final String CLASSIC = "classic";
    private static final String INSTANCE_ID = StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    private static final String FOR_ONE_KIND = "^(?:(?:main\\.)?consumer|producer)\\.";

    static StreamsSettings of(Shell shell, Wire wire, Map<String, Object> own) {
        RegistryTrust trust = new RegistryTrust(System::nanoTime);
        Map<String, Object> all = ours(shell, wire);
        all.put(RejectUnreadable.TRUST, trust);
        all.putAll(own);
        Path folder = temporary(shell.name());
        all.putIfAbsent(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Properties properties = new Properties();
        properties.putAll(merged(shell.kafka(), shell.instance(), all));
        StreamsSettings settings = new StreamsSettings(properties, folder, trust);
        settings.check(shell.kafka());
        return settings;
    }

    KafkaStreams streams(Topology topology, Optional<String> instance, Optional<IdleTime> idle) {
        String application = String.valueOf(properties.get(StreamsConfig.APPLICATION_ID_CONFIG));
        return new KafkaStreams(topology, properties, new LastingNames(application, instance, idle));
    }

    void removeFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stays) {
            log.warn("The temporary folder {} stays behind", folder, stays);
        }
    }

    /** Kafka's own look at the settings, without any connection. */
    private void check(KafkaSettings kafka) {
        try {
            var streams = new StreamsConfig(properties);
            var admin = new AdminClientConfig(kafka.client(Map.of()));
            log.debug(
                    "Kafka accepts {} and {} settings",
                    streams.values().size(),
                    admin.values().size());
        } catch (ConfigException refused) {
            removeFolder();
            throw new BadInput(List.of("KAFKA_PROPERTIES is refused: " + Causes.inWords(refused)), refused);
        }
    }

    /** Kafka lets what is for one kind of client win over what is for all; what is passed through wins over both. */
    static Map<String, Object> merged(KafkaSettings kafka, Optional<String> instance, Map<String, Object> choices) {
        Map<String, Object> ours = new HashMap<>(choices);
        Object protocol = kafka.streams(ours).getOrDefault(StreamsConfig.GROUP_PROTOCOL_CONFIG, CLASSIC);
        if (CLASSIC.equalsIgnoreCase(protocol.toString())) { // the other knows no lasting membership and refuses it
            instance.ifPresent(name -> ours.put(INSTANCE_ID, name));
        }
        ours.keySet().removeIf(key -> kafka.passedThrough().containsKey(key.replaceFirst(FOR_ONE_KIND, "")));
        return kafka.streams(ours);
    }

    private static Map<String, Object> ours(Shell shell, Wire wire) {
        Map<String, Object> ours = new HashMap<>();
        ours.put(StreamsConfig.APPLICATION_ID_CONFIG, shell.kafka().prefix() + shell.name());
        ours.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        ours.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        ours.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        ours.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        ours.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        ours.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1); // the broker's default
        ours.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, RejectUnreadable.class);
        ours.put(RejectUnreadable.WIRE, wire);
        ours.put(RejectUnreadable.SERVICE, shell.name());
        ours.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        ours.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // a changelog that is empty is waited for so long at each start, and most are
        ours.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
        // the one codec that every client reads without a plug-in, at its cheapest
        ours.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "gzip");
        ours.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG), 1);
        return ours;
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory("tallylight-" + name + "-");
        } catch (IOException full) {
            throw new UncheckedIOException("No temporary folder can be made", full);
        }
    }
}
