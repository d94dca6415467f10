package io.tallylight.local;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.runtime.Service;
import io.tallylight.sandbox.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where to look while a demo runs. */
final class Guide {

    private Guide() {}

    static String text(
            KafkaSettings kafka,
            List<Service> services,
            List<? extends Simulator> simulators,
            Optional<Duration> length) {
        StringBuilder text = new StringBuilder("\n");
        line(text, "Kafka", kafka.bootstrapServers() + "  topics " + kafka.prefix() + "*");
        line(text, "schema registry", kafka.registry().toString());
        for (Service service : services) {
            String pages = service.name().startsWith("poller-") ? ", /targets" : "";
            String address = "http://127.0.0.1:" + service.opsPort();
            line(text, service.name(), address + "  /health/live, /health/ready, /metrics, /info" + pages);
        }
        simulators.forEach(one -> line(text, one.provider(), one.api() + "  simulated"));
        line(text, "look", elsewhere(kafka) + "scripts/tallylight tail ad-breaks --from-beginning");
        line(
                text,
                "stop",
                length.map(time -> "by itself after " + time.toSeconds() + " s, or Ctrl-C")
                        .orElse("Ctrl-C"));
        return text.append('\n').toString();
    }

    /** The tallylight command looks for the demo on its default ports. */
    private static String elsewhere(KafkaSettings kafka) {
        boolean usual = kafka.bootstrapServers().equals("127.0.0.1:9092")
                && kafka.registry().toString().equals("http://127.0.0.1:8085/apis/ccompat/v7");
        return usual
                ? ""
                : "KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers() + " SCHEMA_REGISTRY_URL=" + kafka.registry()
                        + " ";
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append(String.format("  %-18s  %s%n", what, where));
    }
}
