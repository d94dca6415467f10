package io.tallylight.runtime;

import java.util.Optional;

/**
 * The settings that every service has.
 *
 * @param instance empty where a restarted process is a new one to Kafka
 */
record Common(KafkaSettings kafka, String opsHost, int opsPort, Optional<String> instance, Logs logs) {

    static Common from(Env env) {
        KafkaSettings kafka = KafkaSettings.from(env);
        String host = env.text("OPS_HOST", "127.0.0.1");
        int port = env.integer("OPS_PORT", 8088, 0, 65535);
        return new Common(kafka, host, port, InstanceName.from(env, port), env.choice("LOG_FORMAT", Logs.TEXT));
    }
}
