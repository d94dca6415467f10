package io.tallylight.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs to standard output, as text for people or as JSON, one object a line, for machines. */
public enum Logs {
    TEXT,
    JSON;

    /** Kafka tells at INFO what only its developers need, thousands of lines of it at each start. */
    private static final String[] QUIET = {"org.apache.kafka", "kafka", "io.netty", "org.apache.avro", "io.confluent"};

    /** They warn of what is as it should be, such as settings in KAFKA_PROPERTIES for another kind of client. */
    private static final String[] SILENT = {
        "org.apache.kafka.clients.consumer.ConsumerConfig",
        "org.apache.kafka.clients.producer.ProducerConfig",
        "org.apache.kafka.clients.admin.AdminClientConfig",
        "org.apache.kafka.streams.StreamsConfig",
        // an embedded broker warns of what it does at each start
        "kafka.server.DefaultAutoTopicCreationManager",
        "org.apache.kafka.controller.QuorumController"
    };

    /** Replaces whatever logging the process had. */
    public void configure() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder(context));
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        context.addTurboFilter(new OnceAMinute(List.of("org.apache.kafka", "io.confluent"), System::nanoTime));
        for (String name : QUIET) {
            context.getLogger(name).setLevel(Level.WARN);
        }
        for (String name : SILENT) {
            context.getLogger(name).setLevel(Level.ERROR);
        }
        // each of Vert.x's event loops registers the same gauges, which all count in one place
        context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
        context.getLogger("state.change.logger").setLevel(Level.OFF); // the embedded broker calls new partitions errors
    }

    private Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if (this == JSON) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithFormattedMessage(true); // as a person would read it, instead of template and arguments
            json.setWithMessage(false);
            json.setWithArguments(false);
            json.setWithSequenceNumber(false);
            json.setWithContext(false);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} - %msg%n");
        text.start();
        return text;
    }
}
