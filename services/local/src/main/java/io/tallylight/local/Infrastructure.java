package io.tallylight.local;

import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Registry;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Wire;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a registry on loopback, with the contracts applied. */
final class Infrastructure implements AutoCloseable {

    static final String PREFIX = "tallylight.";

    private final EmbeddedKafka kafka;
    private final Registry registry;

    private Infrastructure(EmbeddedKafka kafka, Registry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** Port 0 takes a free one. With {@code data} both remember what they held. */
    static Infrastructure start(int kafkaPort, int registryPort, Optional<Path> data, Consumer<String> progress) {
        progress.accept("Starting Kafka (KRaft, in this process)");
        EmbeddedKafka kafka = EmbeddedKafka.start(kafkaPort, data);
        try {
            progress.accept("Starting the schema registry (a process of its own)");
            Registry registry = Registry.start(registryPort, data.map(lasting -> kafka.bootstrapServers()));
            return new Infrastructure(kafka, registry).applied(progress);
        } catch (RuntimeException failed) {
            kafka.close();
            throw failed;
        }
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    String registryUrl() {
        return registry.url();
    }

    /** What every service must be told. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("SCHEMA_REGISTRY_URL", registry.url());
        settings.put("TOPIC_PREFIX", PREFIX);
        return settings;
    }

    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            kafka.close();
        }
    }

    private Infrastructure applied(Consumer<String> progress) {
        progress.accept("Applying the contracts: topics and schemas");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Wire wire = Wire.at(registry.url(), Map.of(), PREFIX)) {
            Contracts.apply(admin, wire.registry(), PREFIX, (short) 1, line -> {});
            return this;
        } catch (RuntimeException failed) {
            registry.close();
            throw failed;
        }
    }
}
