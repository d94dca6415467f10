package io.tallylight.runtime;

import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The topics and schemas that must be there before a topology runs. It only looks: a service never creates them. */
record Prerequisites(KafkaSettings kafka, Wire wire, Collection<Topic<?>> topics, RegistryTrust trust) {

    /** Settings of a look, which nothing may lengthen: a service that stops has to wait for it. */
    private static final Map<String, Object> SHORT = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);

    /** What keeps the topology from running, in words; empty when all is there and every schema's id is known. */
    String missing() {
        Map<String, Object> client = new HashMap<>(kafka.client(Map.of()));
        client.putAll(SHORT);
        try (Admin admin = Admin.create(client)) {
            List<String> differences = Contracts.differences(admin, wire.registry(), kafka.prefix(), topics);
            if (!differences.isEmpty()) {
                return String.join("; ", differences) + ". Run: scripts/tallylight contracts apply";
            }
            wire.warm(topics);
            return "";
        } catch (RuntimeException unreachable) { // told to whoever looks at the health, and tried again
            if (Causes.has(unreachable, RegistryUnavailable.class)) {
                trust.sawItAway();
            }
            return Causes.inWords(unreachable);
        }
    }
}
