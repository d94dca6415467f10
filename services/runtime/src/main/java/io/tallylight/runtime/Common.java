package io.tallylight.runtime;

/** The settings that every service has. */
record Common(KafkaSettings kafka, String opsHost, int opsPort, Logs logs) {

    static Common from(Env env) {
        return new Common(
                KafkaSettings.from(env),
                env.text("OPS_HOST", "127.0.0.1"),
                env.integer("OPS_PORT", 8088, 0, 65535),
                env.choice("LOG_FORMAT", Logs.TEXT));
    }
}
