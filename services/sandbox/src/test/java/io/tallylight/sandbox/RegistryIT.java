package io.tallylight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tallylight.schemas.Wire;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIT {

    private static final AvroSchema SCHEMA = new AvroSchema("\"string\"");

    @TempDir
    Path empty;

    @Test
    void answersConfluentsClientAndForgetsInMemory() throws Exception {
        int port;
        try (Registry registry = Registry.start(0, Optional.empty());
                SchemaRegistryClient client = Wire.registry(registry.url(), Map.of())) {
            int id = client.register("words-value", SCHEMA);

            assertThat(client.getId("words-value", SCHEMA)).isEqualTo(id);
            port = java.net.URI.create(registry.url()).getPort();
        }

        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).as("its port is free again").isTrue();
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Registry.start(taken.getLocalPort(), Optional.empty()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("seems to be in use");
        }
    }

    @Test
    void saysHowToGetTheRegistryWhereItIsMissing() {
        assertThatThrownBy(() -> RegistryHome.at(empty)).hasMessageContaining("TALLYLIGHT_REGISTRY_HOME");
        assertThatThrownBy(() -> RegistryHome.at(empty.resolve("none")))
                .hasMessageContaining("mvn -pl services/sandbox");
    }

    @Test
    void endsWhenItsParentIsGone() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildMain.class.getName(),
                        Forever.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(empty, "child", ".log").toFile())
                .start();

        child.getOutputStream().close(); // as the system does for a parent that was killed

        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A program that does not end by itself. */
    public static final class Forever {

        private Forever() {}

        public static void main(String[] args) throws InterruptedException {
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
