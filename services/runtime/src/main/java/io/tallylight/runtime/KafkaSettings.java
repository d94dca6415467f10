package io.tallylight.runtime;

import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

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

    public static KafkaSettings from(Env env) {
        return new KafkaSettings(
                env.text("KAFKA_BOOTSTRAP_SERVERS"),
                properties(env.maybePath("KAFKA_PROPERTIES")),
                env.uri("SCHEMA_REGISTRY_URL"),
                properties(env.maybePath("SCHEMA_REGISTRY_PROPERTIES")),
                env.text("TOPIC_PREFIX", "tallylight."));
    }

    /** Settings for a plain client, over {@code ours}. */
    public Map<String, Object> client(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(ours);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(passedThrough);
        return all;
    }

    public Wire wire() {
        return Wire.at(registry.toString(), registryPassedThrough, prefix);
    }

    /** Never prints what was passed through: passwords lie there. */
    @Override
    public String toString() {
        return "Kafka " + bootstrapServers + ", registry " + registry + ", topics " + prefix + "*";
    }

    private static Map<String, String> properties(Optional<Path> file) {
        Properties read = new Properties();
        file.filter(Files::isRegularFile).ifPresent(path -> load(read, path));
        Map<String, String> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return Map.copyOf(all);
    }

    private static void load(Properties into, Path path) {
        try (Reader reader = Files.newBufferedReader(path)) {
            into.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Properties file " + path + " cannot be read", unreadable);
        }
    }
}
