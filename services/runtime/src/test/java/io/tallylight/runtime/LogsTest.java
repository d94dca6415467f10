package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setOut(before);
        Logs.TEXT.configure();
    }

    @Test
    void jsonIsOneObjectALineAsAPersonWouldReadIt() throws JsonProcessingException {
        configure(Logs.JSON);

        LoggerFactory.getLogger("one").warn("says \"{}\"\nin {} lines", "hello", 2, new IllegalStateException("why"));

        assertThat(lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertThat(line.get("formattedMessage").asText()).isEqualTo("says \"hello\"\nin 2 lines");
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("loggerName").asText()).isEqualTo("one");
        assertThat(line.at("/throwable/message").asText()).isEqualTo("why");
    }

    @Test
    void textHasTimeLevelAndWords() {
        configure(Logs.TEXT);

        LoggerFactory.getLogger("a.b.One").info("says {}", "hello");
        LoggerFactory.getLogger("a.b.One").debug("not this");

        assertThat(lines()).singleElement().asString().matches("\\d{4}-.*T.*Z INFO  One - says hello");
    }

    @Test
    void librariesAreQuietUntilTheyWarn() {
        configure(Logs.TEXT);

        LoggerFactory.getLogger("org.apache.kafka.clients.Metadata").info("chatter");
        LoggerFactory.getLogger("org.apache.kafka.clients.admin.AdminClientConfig")
                .warn("unknown");
        LoggerFactory.getLogger("state.change.logger").error("a new partition");
        assertThat(lines()).isEmpty();

        for (int thread = 1; thread < 50; thread++) {
            LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient")
                    .warn("[Consumer clientId=x-StreamThread-" + thread + "] Connection to node {} failed", thread);
        }
        assertThat(lines()).singleElement().asString().endsWith("Connection to node 1 failed");
    }

    @Test
    void aLibrarysWarningPassesAgainAfterAMinuteAndOursPassAlways() {
        AtomicLong nanos = new AtomicLong();
        ch.qos.logback.classic.LoggerContext context = new ch.qos.logback.classic.LoggerContext();
        ch.qos.logback.core.read.ListAppender<ch.qos.logback.classic.spi.ILoggingEvent> seen =
                new ch.qos.logback.core.read.ListAppender<>();
        seen.start();
        context.getLogger("ROOT").addAppender(seen);
        context.addTurboFilter(new OnceAMinute(List.of("lib"), nanos::get));

        context.getLogger("lib.Client").warn("away");
        context.getLogger("lib.Client").warn("away");
        nanos.set(60_000_000_000L);
        context.getLogger("lib.Client").warn("away");
        context.getLogger("ours").warn("away");
        context.getLogger("ours").warn("away");

        assertThat(seen.list).hasSize(4);
    }

    /** Kafka Streams says it with a stack trace, after we have. */
    @Test
    void aThreadThatDiedIsToldByUsAlone() {
        configure(Logs.TEXT);

        LoggerFactory.getLogger("org.apache.kafka.streams.KafkaStreams")
                .error("stream-client [x] Replacing thread in the streams uncaught exception handler", new Exception());

        assertThat(lines()).isEmpty();
    }

    private void configure(Logs logs) {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        logs.configure();
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
