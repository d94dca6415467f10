package io.tallylight.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's door over real HTTP, of a service that needs no Kafka to start. */
class OpsIT {

    private static final Map<String, String> ENV = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "SCHEMA_REGISTRY_URL", "http://127.0.0.1:1", "OPS_PORT", "0");

    private final AtomicReference<Shell> shell = new AtomicReference<>();
    private final Service service = Service.start(program("first"), ENV);
    private final Door door = new Door(service.opsPort());

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void readyAndLiveTellWhatTheyWaitFor() {
        assertThat(door.get("/health/ready").status()).isEqualTo(200);

        ops().waitingFor("b", "the broker");
        assertThat(door.get("/health/ready")).isEqualTo(new Door.Answer(503, down("the broker")));
        assertThat(door.get("/health/live").status()).isEqualTo(200);
        assertThat(service.waiting()).containsExactly("the broker");

        ops().waitingFor("b", "");
        ops().brokenBy("s", "the end");
        assertThat(door.get("/health/live")).isEqualTo(new Door.Answer(503, down("the end")));
        assertThat(door.get("/health/ready")).isEqualTo(new Door.Answer(503, down("the end")));

        ops().brokenBy("s", "");
        assertThat(door.get("/health/ready").status()).isEqualTo(200);
        assertThat(door.get("/health/live").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void answersOnlyGet(String method) throws IOException {
        assertThat(raw(method + " /info HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 405");
    }

    @Test
    void readsNoBodyAndNoEndlessAddressOrHeader() throws IOException {
        assertThat(raw("POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc"))
                .startsWith("HTTP/1.1 405");
        assertThat(raw("GET /info HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc"))
                .startsWith("HTTP/1.1 413");
        assertThat(raw("GET /" + "x".repeat(3000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.0 414");
        assertThat(raw("GET /info HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void servesPagesAndSaysWhichThereAre() {
        ops().page("/own", () -> Map.of("key", new Secret("hunter22")));
        ops().page("/broken", () -> {
            throw new IllegalStateException("hunter22");
        });

        assertThat(door.get("/own")).isEqualTo(new Door.Answer(200, "{\"key\":\"***\"}"));
        assertThat(door.get("/info").body()).contains("\"service\":\"first\"", "\"version\":", "\"java\":");
        assertThat(door.get("/nothing").status()).isEqualTo(404);
        assertThat(door.get("/nothing").body()).contains("/health/ready");
        assertThat(door.get("/broken").status()).isEqualTo(500);
        assertThat(door.get("/broken").body()).doesNotContain("hunter22");
    }

    @Test
    void eachServicesVertxCountsInItsOwnMeters() {
        try (Service second = Service.start(program("second"), ENV)) {
            Door other = new Door(second.opsPort());
            other.get("/info");
            door.get("/info");

            assertThat(door.get("/metrics").body())
                    .containsPattern("vertx_http_server_requests_total\\{[^}]*service=\"first\"")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("service=\"second\"");
            assertThat(other.get("/metrics").body())
                    .containsPattern("vertx_http_server_requests_total\\{[^}]*service=\"second\"")
                    .doesNotContain("service=\"first\"");
        }
    }

    @Test
    void aTakenPortIsBadInput() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> env = new HashMap<>(ENV);
            env.put("OPS_PORT", String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(() -> Service.start(program("third"), env))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContainingAll("OPS_PORT", String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void closesItsDoorAlsoIfTheProgramCannotStart() {
        AtomicReference<Shell> given = new AtomicReference<>();
        Program<String> failing = new Program<>("failing", env -> "", (shell, settings) -> {
            given.set(shell);
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(() -> Service.start(failing, ENV)).hasMessage("no");

        assertThat(requireNonNull(given.get()).meters().isClosed()).isTrue();
    }

    private Program<String> program(String name) {
        return new Program<>(name, env -> "", (started, settings) -> {
            shell.compareAndSet(null, started);
            return () -> {};
        });
    }

    private Ops ops() {
        return requireNonNull(shell.get()).ops();
    }

    private static String down(String why) {
        return "{\"status\":\"DOWN\",\"waitingFor\":[\"" + why + "\"]}";
    }

    /** Sends the text and reads until the server closes or five seconds are over. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.opsPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
