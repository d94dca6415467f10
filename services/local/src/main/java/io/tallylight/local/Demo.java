package io.tallylight.local;

import static java.util.stream.Collectors.joining;

import io.tallylight.runtime.Service;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Providers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Broker, registry, four simulated providers and every service, on this machine, in one process. */
@Command(
        name = "scripts/demo",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "Runs the whole of Tallylight on this machine against simulated providers and shows what flows.")
final class Demo implements Callable<Integer> {

    private static final Duration TABLE_EVERY = Duration.ofSeconds(10);
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stop by itself after so long (90s, 5m) and fail if a topic that must flow stayed silent.")
    private @Nullable Duration length;

    @Option(names = "--kafka-port", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(names = "--registry-port", defaultValue = "8085", description = "Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--console-port",
            defaultValue = "8080",
            description = "Kept for the live web page, which is not built yet; nothing listens there.")
    private int consolePort;

    @Option(
            names = "--ops-port",
            defaultValue = "8091",
            description = "First of six ports for health and metrics, one a service. Default: ${DEFAULT-VALUE}")
    private int opsPort;

    @Option(names = "--seed", description = "Which story is told. Default: 1")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything there and go on from it next time.")
    private @Nullable Path data;

    private final CountDownLatch end = new CountDownLatch(1);
    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        List<String> taken = portsInUse();
        if (!taken.isEmpty()) {
            taken.forEach(System.err::println);
            return 1;
        }
        DataDirectory directory =
                DataDirectory.open(Optional.ofNullable(data), Optional.ofNullable(seed), Instant.now());
        progress.say("Tallylight demo: seed " + directory.seed() + ", data in " + directory.root());
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-stop"));
        return run(directory);
    }

    private final CountDownLatch stopped = new CountDownLatch(1);

    private int run(DataDirectory directory) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Infrastructure infrastructure = Infrastructure.start(
                kafkaPort,
                registryPort,
                directory.lasting() ? Optional.of(directory.kafka()) : Optional.empty(),
                progress::say)) {
            progress.say("Starting four simulated providers");
            Providers providers = Providers.start(vertx, 0, Clock.systemUTC(), directory.story())
                    .await(10, TimeUnit.SECONDS);
            Accounts.writeTo(directory.secrets(), directory.targets(), Duration.ofSeconds(2));
            Map<String, String> settings = new TreeMap<>(infrastructure.settings());
            settings.putAll(providers.settings());
            settings.putAll(DemoSettings.OURS);
            settings.put("SECRETS_DIR", directory.secrets().toString());
            return services(settings, directory, providers);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
            stopped.countDown();
        }
    }

    private int services(Map<String, String> settings, DataDirectory directory, Providers providers) throws Exception {
        try (TopicTally tally = new TopicTally(settings)) {
            tally.start();
            progress.say("Starting the services: "
                    + Services.ALL.stream().map(p -> p.name()).collect(joining(", ")));
            try (Services services = Services.start(settings, directory.targets(), opsPort)) {
                if (!awaitReady(services)) {
                    return 1;
                }
                guide(settings, services, providers);
                watch(tally);
                progress.say("Stopping");
            }
            return verdict(tally);
        }
    }

    private boolean awaitReady(Services services) throws InterruptedException {
        Instant until = Instant.now().plus(READY_WITHIN);
        String told = "";
        while (!services.ready()) {
            String waiting = String.join("; ", services.waiting());
            if (Instant.now().isAfter(until)) {
                progress.say("Gave up after " + READY_WITHIN.toSeconds() + " s. Still waiting: " + waiting);
                return false;
            }
            if (!waiting.equals(told) && told.isEmpty()) {
                progress.say("Waiting until they are ready");
            }
            told = waiting;
            if (end.await(100, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        progress.say("All services are ready");
        return true;
    }

    private void watch(TopicTally tally) throws InterruptedException {
        TopicTable table = new TopicTable();
        Instant until = length == null ? Instant.MAX : Instant.now().plus(length);
        Instant last = Instant.now();
        boolean goesOn = true;
        while (goesOn) {
            Duration left = length == null ? TABLE_EVERY : Duration.between(Instant.now(), until);
            Duration rest = left.compareTo(TABLE_EVERY) < 0 ? left : TABLE_EVERY;
            boolean asked = end.await(Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS);
            progress.say("What flows:");
            progress.out().print(table.text(tally.counts(), Duration.between(last, Instant.now())));
            last = Instant.now();
            goesOn = !asked && last.isBefore(until);
        }
    }

    private int verdict(TopicTally tally) {
        Map<String, TopicTally.Count> counts = tally.counts();
        List<String> silent = TopicTally.mustFlow().stream()
                .map(topic -> topic.name())
                .filter(name -> counts.getOrDefault(name, new TopicTally.Count(0, 0, ""))
                                .flowed()
                        == 0)
                .toList();
        progress.say(TopicTable.summary(counts, silent));
        return length == null || silent.isEmpty() ? 0 : 1;
    }

    private void guide(Map<String, String> settings, Services services, Providers providers) {
        progress.out().println();
        progress.out()
                .println("  Kafka            " + settings.get("KAFKA_BOOTSTRAP_SERVERS") + "   topics "
                        + Infrastructure.PREFIX + "*");
        progress.out().println("  Schema registry  " + settings.get("SCHEMA_REGISTRY_URL"));
        for (Service service : services.running()) {
            String pages = service.name().startsWith("poller-")
                    ? "/health/ready, /metrics, /info, /targets"
                    : "/health/ready, /metrics, /info";
            progress.out()
                    .println(
                            String.format("  %-18s http://127.0.0.1:%d  %s", service.name(), service.opsPort(), pages));
        }
        providers
                .all()
                .forEach(one ->
                        progress.out().println(String.format("  %-18s %s (simulated)", one.provider(), one.api())));
        progress.out().println("  Look             scripts/tallylight tail ad-breaks --from-beginning");
        progress.out()
                .println(
                        length == null
                                ? "  Stop             Ctrl-C"
                                : "  Stops by itself after " + length.toSeconds() + " s");
        progress.out().println();
    }

    private List<String> portsInUse() {
        List<String> taken = new java.util.ArrayList<>();
        check(taken, "Kafka", "--kafka-port", kafkaPort);
        check(taken, "the schema registry", "--registry-port", registryPort);
        for (int i = 0; opsPort != 0 && i < Services.ALL.size(); i++) {
            check(taken, "the health of " + Services.ALL.get(i).name(), "--ops-port", opsPort + i);
        }
        return taken;
    }

    private static void check(List<String> taken, String what, String option, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException inUse) {
            taken.add("Port " + port + " for " + what + " is in use (" + inUse.getMessage()
                    + "). Stop what listens there, or choose another with " + option + ".");
        }
    }

    /** Ctrl-C: ends the watching, then waits until all is closed, because the JVM halts after this hook. */
    private void interrupted() {
        end.countDown();
        try {
            if (!stopped.await(60, TimeUnit.SECONDS)) {
                System.err.println("The demo did not stop within 60 s");
            }
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }
}
