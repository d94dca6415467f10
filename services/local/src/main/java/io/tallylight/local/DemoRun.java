package io.tallylight.local;

import static java.util.stream.Collectors.joining;

import io.tallylight.local.TopicTally.Count;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.runtime.Program;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Providers;
import io.tallylight.schemas.Topic;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Broker, registry, four simulated providers and every service, in this process, for a while or until Ctrl-C. */
final class DemoRun {

    /** Where to listen; 0 takes free ones. */
    record Places(int kafka, int registry, int firstOps) {}

    private static final Duration TABLE_EVERY = Duration.ofSeconds(10);
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final DataDirectory directory;
    private final Places places;
    private final Optional<Duration> length;
    private final Progress progress;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    DemoRun(DataDirectory directory, Places places, Optional<Duration> length, Progress progress) {
        this.directory = directory;
        this.places = places;
        this.length = length;
        this.progress = progress;
    }

    /** The process's exit code. */
    int untilItEnds() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-stop"));
        Vertx vertx = Vertx.vertx();
        progress.say("Tallylight demo: seed " + directory.seed() + ", data in " + directory.root());
        try (Infrastructure infrastructure = Infrastructure.start(
                places.kafka(),
                places.registry(),
                Optional.of(directory.kafka()).filter(log -> directory.lasting()),
                progress::say)) {
            return providers(infrastructure, vertx);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
            stopped.countDown();
        }
    }

    private int providers(Infrastructure infrastructure, Vertx vertx) throws Exception {
        progress.say("Starting four simulated providers");
        Providers providers =
                Providers.start(vertx, 0, Clock.systemUTC(), directory.story()).await(10, TimeUnit.SECONDS);
        Accounts.writeTo(directory.secrets(), directory.targets(), EVERY, Optional.of(directory.epoch()));
        Map<String, String> settings = new TreeMap<>(infrastructure.settings());
        settings.putAll(providers.settings());
        settings.putAll(DemoSettings.OURS);
        settings.put("SECRETS_DIR", directory.secrets().toString());
        return services(settings, providers);
    }

    private int services(Map<String, String> settings, Providers providers) throws InterruptedException {
        KafkaSettings kafka = Env.read(settings, KafkaSettings::from);
        try (TopicTally tally = new TopicTally(kafka)) {
            tally.start();
            progress.say("Starting the services: "
                    + Services.ALL.stream().map(Program::name).collect(joining(", ")));
            try (Services services = Services.start(settings, directory.targets(), places.firstOps())) {
                if (!awaitReady(services)) {
                    return 1;
                }
                progress.out().print(Guide.text(kafka, services.running(), providers.all(), length));
                watch(tally);
                progress.say("Stopping");
            }
            return verdict(tally);
        }
    }

    private boolean awaitReady(Services services) throws InterruptedException {
        Instant until = Instant.now().plus(READY_WITHIN);
        Instant next = Instant.now().plus(TABLE_EVERY);
        while (!services.ready()) {
            if (Instant.now().isAfter(until)) {
                progress.say("Gave up after " + READY_WITHIN.toSeconds() + " s. Still waiting: " + waiting(services));
                return false;
            }
            if (Instant.now().isAfter(next)) {
                progress.say("Still waiting: " + waiting(services));
                next = next.plus(TABLE_EVERY);
            }
            if (end.await(100, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        progress.say("All services are ready");
        return true;
    }

    private static String waiting(Services services) {
        return String.join("; ", services.waiting());
    }

    private void watch(TopicTally tally) throws InterruptedException {
        TopicTable table = new TopicTable();
        Instant last = Instant.now();
        Instant until = length.map(last::plus).orElse(Instant.MAX);
        boolean goesOn = true;
        while (goesOn) {
            boolean asked = end.await(rest(until).toMillis(), TimeUnit.MILLISECONDS);
            Instant now = Instant.now();
            progress.say("What flows:");
            progress.out().print(table.text(tally.counts(), Duration.between(last, now)));
            last = now;
            goesOn = !asked && now.isBefore(until);
        }
    }

    /** A millisecond more than is left, because the last one begins before it. */
    private static Duration rest(Instant until) {
        Instant now = Instant.now();
        Instant table = now.plus(TABLE_EVERY);
        return Duration.between(now, table.isBefore(until) ? table : until).plusMillis(1);
    }

    private int verdict(TopicTally tally) {
        Map<String, Count> counts = tally.counts();
        List<String> silent = TopicTally.mustFlow().stream()
                .map(Topic::name)
                .filter(name -> counts.getOrDefault(name, Count.NONE).flowed() == 0)
                .toList();
        progress.say(TopicTable.summary(counts, silent));
        return length.isEmpty() || silent.isEmpty() ? 0 : 1;
    }

    /** Ctrl-C: ends the watching, then waits until all is closed, because the JVM halts after this hook. */
    private void interrupted() {
        end.countDown();
        try {
            if (!stopped.await(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("The demo did not stop within " + STOPPED_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }
}
