package io.tallylight.runtime;

import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/** Our choices for every Kafka Streams application; a service's own and KAFKA_PROPERTIES win over them. */
final class StreamsSettings {

    private StreamsSettings() {}

    static Properties of(Shell shell, Wire wire, Map<String, Object> own) {
        Map<String, Object> all = ours(shell, wire);
        all.putAll(own);
        Properties settings = new Properties();
        settings.putAll(shell.kafka().client(all));
        return settings;
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
        ours.put(StreamsConfig.STATE_DIR_CONFIG, temporary(shell.name()));
        ours.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, RejectUnreadable.class);
        ours.put(RejectUnreadable.WIRE, wire);
        ours.put(RejectUnreadable.SERVICE, shell.name());
        ours.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        ours.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // the one codec that every client reads without a plug-in, at its cheapest
        ours.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "gzip");
        ours.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG), 1);
        return ours;
    }

    /** Every store is in memory with its changelog in Kafka: the folder holds locks only, and each process has its own. */
    private static String temporary(String name) {
        try {
            return Files.createTempDirectory("tallylight-" + name + "-").toString();
        } catch (IOException full) {
            throw new UncheckedIOException("No temporary folder can be made", full);
        }
    }
}
