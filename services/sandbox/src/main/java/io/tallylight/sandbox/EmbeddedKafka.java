package io.tallylight.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka in this process: one broker that is its own controller, on loopback only. Without a data directory it
 * forgets everything when it is closed; with one it goes on where it was.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String NODE = "1";

    /** The same for ever, so that a data directory fits whoever starts on it. */
    private static final String CLUSTER_ID = "dGFsbHlsaWdodC1zYW5kYg";

    private final int port;
    private final int controllerPort;
    private final Path data;
    private final boolean lasting;
    private KafkaRaftServer server;

    private EmbeddedKafka(int port, int controllerPort, Path data, boolean lasting) {
        this.port = port;
        this.controllerPort = controllerPort;
        this.data = data;
        this.lasting = lasting;
        this.server = startServer();
    }

    /**
     * Returns when it can be used.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedKafka start(int port, Optional<Path> data) {
        List<Integer> free = FreePorts.find(2);
        Path directory = data.orElseGet(EmbeddedKafka::temporary);
        return new EmbeddedKafka(port == 0 ? free.get(0) : port, free.get(1), directory, data.isPresent());
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Stops the broker and starts it again on the same port and data: clients see it gone for a while. */
    public void restart() {
        stop();
        start();
    }

    /** The first half of a restart, for a fault that lasts. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** The second half of a restart. */
    public void start() {
        server = startServer();
    }

    @Override
    public void close() {
        stop();
        if (!lasting) delete(data);
    }

    private KafkaRaftServer startServer() {
        format();
        KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
        started.startup();
        return started;
    }

    /** Does nothing on a directory that is formatted already. */
    private void format() {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(Integer.parseInt(NODE))
                    .setClusterId(CLUSTER_ID)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .run();
        } catch (Exception e) { // as the method declares
            throw new IllegalStateException("Cannot prepare " + data + " for Kafka: " + e.getMessage(), e);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", data.toAbsolutePath().toString());
        settings.put("auto.create.topics.enable", "false"); // contracts apply creates them, as in production
        settings.putAll(ONE_BROKER);
        settings.putAll(SMALL);
        return settings;
    }

    private static final Map<String, String> ONE_BROKER = Map.of(
            "default.replication.factor", "1",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1");

    private static final Map<String, String> SMALL = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "num.network.threads", "2",
            "num.io.threads", "2",
            "num.recovery.threads.per.data.dir", "2",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "log.index.size.max.bytes", "1048576",
            "log.segment.bytes", "67108864");

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tallylight-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
