package io.tallylight.cli;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Providers;
import io.tallylight.sandbox.Registry;
import io.tallylight.sandbox.Scenario;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tallylight sandbox}: parts of the demo alone, until Ctrl-C. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Starts parts of the demo alone, until Ctrl-C: kafka, registry, providers.")
final class Sandbox implements Callable<Integer> {

    /** What can be started. */
    enum Part {
        kafka,
        registry,
        providers
    }

    @Parameters(arity = "1..*", paramLabel = "PART", description = "Any of: ${COMPLETION-CANDIDATES}")
    private List<Part> parts = List.of();

    @Option(names = "--kafka-port", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(names = "--registry-port", defaultValue = "8085", description = "Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--providers-port",
            defaultValue = "18081",
            description = "First of four ports. Default: ${DEFAULT-VALUE}")
    private int providersPort;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Which story the providers tell. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Kafka keeps its log, and where the providers' secrets and targets files are written.")
    private @Nullable Path data;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "sandbox-stop"));
        try {
            if (parts.contains(Part.kafka)) {
                kafka();
            }
            if (parts.contains(Part.registry)) {
                registry();
            }
            if (parts.contains(Part.providers)) {
                providers();
            }
            System.out.println("Ctrl-C stops it.");
            end.await();
            return 0;
        } finally {
            while (!running.isEmpty()) {
                running.pop().close();
            }
            stopped.countDown();
        }
    }

    private void kafka() {
        EmbeddedKafka kafka =
                EmbeddedKafka.start(kafkaPort, Optional.ofNullable(data).map(dir -> dir.resolve("kafka")));
        running.push(kafka);
        System.out.println("KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers());
    }

    /** With a lasting broker the registry keeps its schemas there, because their ids are in the records. */
    private void registry() {
        boolean lasting = data != null && parts.contains(Part.kafka);
        Registry registry =
                Registry.start(registryPort, lasting ? Optional.of("127.0.0.1:" + kafkaPort) : Optional.empty());
        running.push(registry);
        System.out.println("SCHEMA_REGISTRY_URL=" + registry.url());
    }

    private void providers() throws Exception {
        Vertx vertx = Vertx.vertx();
        running.push(() -> vertx.close().await(10, TimeUnit.SECONDS));
        Clock clock = Clock.systemUTC();
        Providers providers = Providers.start(vertx, providersPort, clock, Scenario.demo(seed, clock.instant()))
                .await(10, TimeUnit.SECONDS);
        providers.settings().forEach((key, value) -> System.out.println(key + "=" + value));
        if (data != null) {
            files(data);
        }
    }

    private static void files(Path data) throws IOException {
        Accounts.writeTo(data.resolve("secrets"), data.resolve("targets"), Duration.ofSeconds(10));
        System.out.println("SECRETS_DIR=" + data.resolve("secrets").toAbsolutePath());
        System.out.println(
                "Targets and channels files are in " + data.resolve("targets").toAbsolutePath());
    }

    private void interrupted() {
        end.countDown();
        try {
            if (!stopped.await(30, TimeUnit.SECONDS)) {
                System.err.println("The sandbox did not stop within 30 s");
            }
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }
}
