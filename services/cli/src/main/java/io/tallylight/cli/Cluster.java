package io.tallylight.cli;

import io.tallylight.runtime.Env;
import io.tallylight.runtime.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The Kafka and registry that a command works on: the environment's, or the demo's. */
final class Cluster {

    static final int KAFKA_PORT = 9092;
    static final int REGISTRY_PORT = 8085;

    private static final Map<String, String> DEMO = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + KAFKA_PORT,
            "SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + REGISTRY_PORT + "/apis/ccompat/v7");

    private Cluster() {}

    static KafkaSettings settings() {
        Map<String, String> env = new HashMap<>(DEMO);
        env.putAll(System.getenv());
        return Env.read(env, KafkaSettings::from);
    }

    static Admin admin(KafkaSettings settings) {
        return Admin.create(settings.client(Map.of("request.timeout.ms", 10_000, "default.api.timeout.ms", 10_000)));
    }
}
