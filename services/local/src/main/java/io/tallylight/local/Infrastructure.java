package io.tallylight.local;

import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Registry;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a registry on loopback, with the contracts applied. */
public final class Infrastructure implements AutoCloseable {

    static final String PREFIX = "tallylight.";

    private final EmbeddedKafka kafka;
    private final Optional<String> schemasIn;
    private Registry registry;

    private Infrastructure(EmbeddedKafka kafka, Registry registry, Optional<String> schemasIn) {
        this.kafka = kafka;
        this.registry = registry;
        this.schemasIn = schemasIn;
    }

    /** Port 0 takes a free one. With {@code data} both remember what they held. */
    public static Infrastructure start(
            int kafkaPort, int registryPort, Optional<Path> data, Consumer<String> progress) {
        progress.accept("Starting Kafka (KRaft, in this process)");
        EmbeddedKafka kafka = EmbeddedKafka.start(kafkaPort, data);
        try {
            progress.accept("Starting the schema registry (a process of its own)");
            Optional<String> schemasIn = data.map(lasting -> kafka.bootstrapServers());
            Registry registry = Registry.start(registryPort, schemasIn);
            return new Infrastructure(kafka, registry, schemasIn).applied(progress);
        } catch (RuntimeException failed) {
            kafka.close();
            throw failed;
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    String registryUrl() {
        return registry.url();
    }

    /** The registry goes away; started with a data directory, it remembers all when it comes back. */
    public void stopRegistry() {
        registry.close();
    }

    /** It comes back where it was. */
    public void startRegistry() {
        registry = Registry.start(URI.create(registry.url()).getPort(), schemasIn);
    }

    /** What every service must be told. */
    Map<String, String> settings() {
        return settings(PREFIX);
    }

    /** What services must be told that have topics of their own. */
    public Map<String, String> settings(String prefix) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("SCHEMA_REGISTRY_URL", registry.url());
        settings.put("TOPIC_PREFIX", prefix);
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
        try {
            apply(PREFIX);
            return this;
        } catch (RuntimeException failed) {
            registry.close();
            throw failed;
        }
    }

    /** Makes the topics and schemas of that prefix. */
    public void apply(String prefix) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            Contracts.apply(admin, wire.registry(), prefix, (short) 1, line -> {});
        }
    }
}
