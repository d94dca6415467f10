package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tallylight.schemas.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service lives, against a real broker and a real registry. */
class ServiceIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static Bus bus;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Logs.TEXT.configure();
        bus = new Bus();
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void saysWhatIsMissingAndGoesOnByItself() throws Exception {
        try (Service service = Service.start(Relay.PROGRAM, bus.env("early."))) {
            Door door = new Door(service.opsPort());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(door.get("/health/ready").body())
                            .contains("topic early.targets.polyv is missing", "contracts apply"));
            assertThat(door.get("/health/ready").status()).isEqualTo(503);
            assertThat(door.get("/health/live").status()).isEqualTo(200);

            bus.applyContracts("early.");

            awaitReady(service);
            bus.writeTargets("early.", 0, 1);
            awaitRelayed("early.", 1);
            assertThat(door.get("/metrics").body()).contains("kafka_stream_");
        }
    }

    @Test
    void rejectsPoisonAndGoesOn() throws Exception {
        bus.applyContracts("poison.");
        byte[] poison = {9, 9, 9};
        bus.writeTargets("poison.", 0, 1);
        bus.write("poison.targets.polyv", List.of(poison));
        bus.writeTargets("poison.", 1, 2);

        try (Service service = Service.start(Relay.PROGRAM, bus.env("poison."))) {
            awaitRelayed("poison.", 2);

            assertThat(service.ready()).isTrue();
            assertThat(bus.rejections("poison.")).singleElement().satisfies(rejection -> {
                assertThat(rejection.getSource()).matches("poison\\.targets\\.polyv/\\d+/1");
                assertThat(rejection.getInput()).isEqualTo(ByteBuffer.wrap(poison));
            });
        }
    }

    @Test
    void skipsNothingWhileTheRegistryIsAway() throws Exception {
        bus.applyContracts("away.");
        byte[] unknown = ofAnIdThatNobodyHasAskedFor("away.");

        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Service service = Service.start(Relay.PROGRAM, bus.env("away."))) {
            awaitReady(service);
            bus.stopRegistry();
            bus.write("away.targets.polyv", List.of(unknown));
            await().atMost(SOON)
                    .until(() -> service.waiting().toString().contains("The schema registry cannot be reached"));
            assertThat(new Door(service.opsPort()).get("/health/live").status()).isEqualTo(200);
            assertThat(new Door(service.opsPort()).get("/metrics").body())
                    .contains("schema_registry_away{service=\"relay\"} 1.0");

            bus.startRegistry();

            awaitRelayed("away.", 1);
            awaitReady(service);
            assertThat(bus.rejections("away.")).isEmpty();
            assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("Exception in thread");
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void turnsNotReadyThenCommitsThenClosesAndLosesOrDoublesNothing() throws Exception {
        bus.applyContracts("stop.");
        ExecutorService background = Executors.newSingleThreadExecutor();
        List<Door.Answer> whileStopping = new ArrayList<>();
        Program<Integer> watched = new Program<>("relay", Relay.PROGRAM.settings(), (shell, own) -> {
            Program.Running relay = Relay.start(shell, own);
            return () -> {
                Door door = new Door(Integer.parseInt(System.getProperty("stop.port", "0")));
                whileStopping.add(door.get("/health/ready"));
                relay.stop();
                whileStopping.add(door.get("/health/ready"));
                whileStopping.add(door.get("/health/live"));
            };
        });

        try (Service first = Service.start(watched, bus.env("stop."))) {
            System.setProperty("stop.port", String.valueOf(first.opsPort()));
            awaitReady(first);
            Future<?> writer = background.submit(() -> {
                bus.writeTargets("stop.", 0, 20_000);
                return "";
            });
            await().atMost(SOON).until(() -> !bus.relayed("stop.").isEmpty());
            first.close();
            writer.get(1, TimeUnit.MINUTES);
            background.shutdown();
        }
        long committed = committed("stop.");
        assertThat(bus.relayed("stop.")).hasSize((int) committed);
        assertThat(whileStopping).extracting(Door.Answer::status).containsExactly(503, 503, 200);
        assertThat(whileStopping.get(0).body()).contains("relay is stopping");

        try (Service second = Service.start(Relay.PROGRAM, bus.env("stop."))) {
            awaitRelayed("stop.", 20_000);
            assertThat(second.ready()).isTrue();
        }
        assertThat(bus.relayed("stop.")).isEqualTo(numbers(20_000));
    }

    @Test
    void leavesNoTemporaryFolderAndNoThreadBehind() throws Exception {
        bus.applyContracts("clean.");
        List<Path> before = temporaryFolders();

        try (Service service = Service.start(Relay.PROGRAM, bus.env("clean."))) {
            awaitReady(service);
            assertThat(temporaryFolders()).hasSize(before.size() + 1);
        }

        assertThat(temporaryFolders()).isEqualTo(before);
        await().atMost(SOON)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("micrometer-kafka-metrics")
                                || thread.getName().contains("clean.relay")));
    }

    @Test
    void refusesAtOnceWhatKafkaRefusesInThePassThroughFile() throws IOException {
        Map<String, String> env = new HashMap<>(bus.env("refused."));
        Path file = Files.writeString(folder.resolve("kafka.properties"), "security.protocol=NONSENSE\n");
        env.put("KAFKA_PROPERTIES", file.toString());

        assertThat(catchThrowable(() -> Service.start(Relay.PROGRAM, env)))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("KAFKA_PROPERTIES", "NONSENSE");
    }

    @Test
    void aLongerRequestTimeoutInThePassThroughFileKeepsNobodyWaiting() throws Exception {
        bus.applyContracts("patient.");
        Map<String, String> env = new HashMap<>(bus.env("patient."));
        Path file = Files.writeString(folder.resolve("kafka.properties"), "request.timeout.ms=40000\n");
        env.put("KAFKA_PROPERTIES", file.toString());

        try (Service service = Service.start(Relay.PROGRAM, env)) {
            awaitReady(service);
        }
    }

    @Test
    void stopsAtOnceWhileNoBrokerAnswers() {
        Map<String, String> env = new HashMap<>(bus.env("nobody."));
        env.put("KAFKA_BOOTSTRAP_SERVERS", "nobody.invalid:9092");
        Service service = Service.start(Relay.PROGRAM, env);
        await().atMost(SOON).until(() -> service.waiting().toString().contains("resolvable"));

        await().atMost(Duration.ofSeconds(8)).until(() -> {
            service.close();
            return true;
        });
    }

    @Test
    void onSigtermTheProcessCommitsWhatItHasAndEnds() throws Exception {
        bus.applyContracts("term.");
        Process process = process("term.");
        try {
            bus.writeTargets("term.", 0, 5_000);
            await().atMost(SOON).until(() -> !bus.relayed("term.").isEmpty());

            process.destroy();

            assertThat(process.waitFor(25, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> relayed = bus.relayed("term.");
        assertThat(relayed).isEqualTo(numbers((int) committed("term.")));
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(folder.resolve("log")).content().contains("relay stopped");
    }

    @Test
    void aProcessWithWrongSettingsEndsWithAllProblemsAndNoStackTrace() throws Exception {
        ProcessBuilder builder = relay();
        builder.environment().put("OPS_PORT", "many");
        Process process = builder.start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(folder.resolve("log"))
                .content()
                .contains("KAFKA_BOOTSTRAP_SERVERS is required", "SCHEMA_REGISTRY_URL is required", "OPS_PORT is malf")
                .doesNotContain("\tat ");
    }

    private Process process(String prefix) throws IOException {
        ProcessBuilder builder = relay();
        builder.environment().putAll(bus.env(prefix));
        return builder.start();
    }

    private ProcessBuilder relay() {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Relay.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
    }

    /** A later version of the schema would come like this: same fields, an id of its own. */
    private static byte[] ofAnIdThatNobodyHasAskedFor(String prefix) throws Exception {
        String other = Relay.IN.schema().toString().replace(",\"avro.java.string\":\"String\"", "");
        try (Wire wire = Wire.at(bus.registryUrl(), Map.of(), prefix)) {
            int id = wire.registry()
                    .register(prefix + "other", new AvroSchema(other.replace("All targets of", "All the targets of")));
            byte[] bytes = wire.serializer(Relay.IN).serialize("", Bus.target(1));
            ByteBuffer.wrap(bytes).putInt(1, id);
            return bytes;
        }
    }

    private static long committed(String prefix) throws Exception {
        try (var admin = bus.admin()) {
            return admin
                    .listConsumerGroupOffsets(prefix + "relay")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }

    private static void awaitReady(Service service) {
        Door door = new Door(service.opsPort());
        await().atMost(SOON).until(() -> door.get("/health/ready").status() == 200);
    }

    private static void awaitRelayed(String prefix, int count) {
        await().atMost(SOON).until(() -> bus.relayed(prefix).size() >= count);
    }

    private static List<String> numbers(int before) {
        return IntStream.range(0, before).mapToObj(String::valueOf).toList();
    }

    private static List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("tallylight-relay-"))
                    .sorted()
                    .toList();
        }
    }
}
