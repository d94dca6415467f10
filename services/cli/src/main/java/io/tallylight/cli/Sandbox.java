package io.tallylight.cli;

import io.tallylight.runtime.BadInput;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Ports;
import io.tallylight.sandbox.Providers;
import io.tallylight.sandbox.Registry;
import io.tallylight.sandbox.Scenario;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tallylight sandbox}: parts of the demo alone, until Ctrl-C. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description =
                "Starts parts of the demo alone, until Ctrl-C, and prints the settings with which services find them.")
final class Sandbox implements Callable<Integer> {

    /** What can be started. */
    enum Part {
        kafka,
        registry,
        providers
    }

    @Parameters(arity = "1..*", paramLabel = "PART", description = "Any of: ${COMPLETION-CANDIDATES}")
    private List<Part> parts = List.of();

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            defaultValue = "8085",
            paramLabel = "N",
            description = "Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--providers-port",
            paramLabel = "N",
            defaultValue = "18081",
            description = "First of four ports. Default: ${DEFAULT-VALUE}")
    private int providersPort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which story the providers tell. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Kafka keeps its log, and where the providers' secrets and targets files are written.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private String bootstrap = "";
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        mustBeFree();
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
            say("Ctrl-C stops it.");
            end.await();
            return 0;
        } finally {
            while (!running.isEmpty()) {
                running.pop().close();
            }
            stopped.countDown();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Standard output is for the settings alone, so that they can be kept as they are. */
    private void say(String what) {
        spec.commandLine().getErr().println(what);
    }

    private void mustBeFree() {
        Ports ports = new Ports();
        if (parts.contains(Part.kafka)) {
            ports.want("Kafka", "--kafka-port", kafkaPort);
        }
        if (parts.contains(Part.registry)) {
            ports.want("the schema registry", "--registry-port", registryPort);
        }
        for (int i = 0; parts.contains(Part.providers) && providersPort != 0 && i < 4; i++) {
            ports.want("simulated provider " + (i + 1), "--providers-port", providersPort + i);
        }
        if (!ports.problems().isEmpty()) {
            throw new BadInput(ports.problems());
        }
    }

    private void kafka() {
        say("Starting Kafka");
        EmbeddedKafka kafka =
                EmbeddedKafka.start(kafkaPort, Optional.ofNullable(data).map(dir -> dir.resolve("kafka")));
        running.push(kafka);
        bootstrap = kafka.bootstrapServers();
        out().println("KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers());
    }

    /** With a lasting broker the registry keeps its schemas there, because their ids are in the records. */
    private void registry() {
        say("Starting the schema registry");
        boolean lasting = data != null && parts.contains(Part.kafka);
        Registry registry = Registry.start(registryPort, lasting ? Optional.of(bootstrap) : Optional.empty());
        running.push(registry);
        out().println("SCHEMA_REGISTRY_URL=" + registry.url());
    }

    private void providers() throws Exception {
        say("Starting four simulated providers");
        Vertx vertx = Vertx.vertx();
        running.push(() -> vertx.close().await(10, TimeUnit.SECONDS));
        Clock clock = Clock.systemUTC();
        Providers providers = Providers.start(vertx, providersPort, clock, Scenario.demo(seed, clock.instant()))
                .await(10, TimeUnit.SECONDS);
        providers.settings().forEach((key, value) -> out().println(key + "=" + value));
        if (data != null) {
            files(data);
        }
    }

    private void files(Path data) throws IOException {
        Accounts.writeTo(data.resolve("secrets"), data.resolve("targets"), Duration.ofSeconds(10));
        out().println("SECRETS_DIR=" + data.resolve("secrets").toAbsolutePath());
        Path targets = data.resolve("targets").toAbsolutePath();
        out().println("CHANNELS_FILE=" + targets.resolve("channels.yaml"));
        say("The TARGETS_FILE of each poller is one of " + targets.resolve("targets-*.yaml"));
    }

    private void interrupted() {
        end.countDown();
        try {
            if (!stopped.await(30, TimeUnit.SECONDS)) {
                say("The sandbox did not stop within 30 s");
            }
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }
}
