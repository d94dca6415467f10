package io.tallylight.cli;

import io.tallylight.runtime.Env;
import io.tallylight.runtime.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The Kafka and registry that a command works on: the environment's, or the demo's. */
record Cluster(Map<String, String> env) {

    static final int KAFKA_PORT = 9092;
    static final int REGISTRY_PORT = 8085;

    private static final int PATIENCE_MILLIS = 10_000;

    private static final Map<String, String> DEMO = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + KAFKA_PORT,
            "SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + REGISTRY_PORT + "/apis/ccompat/v7");

    KafkaSettings settings() {
        Map<String, String> all = new HashMap<>(DEMO);
        all.putAll(env);
        return Env.read(all, KafkaSettings::from);
    }

    static Admin admin(KafkaSettings settings) {
        return Admin.create(settings.client(bounded()));
    }

    /** People wait for an answer, so nothing waits as long as Kafka's clients would by themselves. */
    static Map<String, Object> bounded() {
        Map<String, Object> ours = new HashMap<>();
        ours.put("request.timeout.ms", PATIENCE_MILLIS);
        ours.put("default.api.timeout.ms", PATIENCE_MILLIS);
        return ours;
    }
}
