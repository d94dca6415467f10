package io.tallylight.local.drill;

import io.tallylight.event.Rejection;
import io.tallylight.local.Infrastructure;
import io.tallylight.local.truth.Bus;
import io.tallylight.local.truth.Bus.Told;
import io.tallylight.local.truth.EventTruth;
import io.tallylight.local.truth.StoryClock;
import io.tallylight.local.truth.Truths;
import io.tallylight.local.truth.Truths.Finding;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Providers;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.Simulator;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * One story with providers that tell it, topics of its own, and pollers in processes of their own. Whatever befalls them,
 * {@link #verdict} says what became of the topics.
 */
public final class Scene implements AutoCloseable {

    /** A stopped poller shall be given up soon; six seconds are the least that a broker allows. */
    private static final String KAFKA = "consumer.session.timeout.ms=6000\nconsumer.heartbeat.interval.ms=2000\n";

    private static final Duration TO_START = Duration.ofSeconds(10);

    private final Infrastructure infrastructure;
    private final Path folder;
    private final String prefix = "drill-" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final StoryClock clock = new StoryClock();
    private final Instant epoch = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    private final RestatedStory story;
    private final Providers providers;
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();

    private Scene(Infrastructure infrastructure, Path folder, long seed, Vertx vertx)
            throws ExecutionException, InterruptedException, TimeoutException {
        this.infrastructure = infrastructure;
        this.folder = folder;
        this.story = new RestatedStory(Scenario.demo(seed, epoch));
        this.providers = Providers.start(vertx, 0, clock, story, Duration.ZERO)
                .toCompletionStage()
                .toCompletableFuture()
                .get(TO_START.toSeconds(), TimeUnit.SECONDS);
    }

    /** The story begins, and the topics are there; nobody polls yet. */
    public static Scene begin(Infrastructure infrastructure, Path folder, long seed, Vertx vertx)
            throws ExecutionException, InterruptedException, TimeoutException, IOException {
        Files.createDirectories(folder);
        Scene scene = new Scene(infrastructure, folder, seed, vertx);
        infrastructure.apply(scene.prefix);
        Files.writeString(folder.resolve("kafka.properties"), KAFKA);
        for (Poller poller : Poller.values()) {
            Accounts.writeTo(folder.resolve("secrets"), scene.targets(poller), poller.every, Optional.of(scene.epoch));
        }
        return scene;
    }

    /** One more replica of a poller; returns at once. */
    public Replica start(Poller poller) {
        int number = 1
                + (int) replicas.stream().filter(one -> one.poller() == poller).count();
        Map<String, String> env = new TreeMap<>(infrastructure.settings(prefix));
        env.putAll(providers.settings());
        env.putAll(poller.settings());
        env.put("KAFKA_PROPERTIES", folder.resolve("kafka.properties").toString());
        env.put("SECRETS_DIR", folder.resolve("secrets").toString());
        env.put("OPS_PORT", "0");
        env.put(
                "TARGETS_FILE",
                targets(poller)
                        .resolve("targets-" + poller.provider() + ".yaml")
                        .toString());
        Replica replica = new Replica(poller, number, env, folder);
        replicas.add(replica);
        return replica;
    }

    public List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    public List<Replica> replicas(Poller poller) {
        return replicas.stream().filter(one -> one.poller() == poller).toList();
    }

    public Simulator simulator(Poller poller) {
        return poller.simulator(providers);
    }

    /** Providers correct what they told of the last minutes. */
    public void restate() {
        story.restate(clock.instant());
    }

    /** The story stands still from the moment on that is answered: what is true no longer changes. */
    public Instant stop() {
        return clock.stop();
    }

    /** A poller's topic against the truth as it stood then. */
    public Verdict verdict(Poller poller, Instant stoppedAt) {
        EventTruth truth = new EventTruth(story, epoch, stoppedAt);
        return switch (poller) {
            case SCALEENGINE -> verdict(Topics.VIEWER, truth, EventTruth::viewer);
            case POLYV -> verdict(Topics.HOURLY, truth, EventTruth::hourly);
            case HUAWEI -> verdict(Topics.SCTE35, truth, EventTruth::scte35);
            case WANGSU -> verdict(Topics.PUSH_SESSION, truth, EventTruth::pushSession);
        };
    }

    /** What pollers could make nothing of. */
    public List<Rejection> rejections() {
        return bus().read(Topics.REJECTIONS).stream().map(Told::value).toList();
    }

    /** How much is on a poller's topic now. */
    public long records(Poller poller) {
        return bus().read(topic(poller)).size();
    }

    private static Topic<?> topic(Poller poller) {
        return switch (poller) {
            case SCALEENGINE -> Topics.VIEWER;
            case POLYV -> Topics.HOURLY;
            case HUAWEI -> Topics.SCTE35;
            case WANGSU -> Topics.PUSH_SESSION;
        };
    }

    /** Calls that the providers refused because there had been too many. */
    public long overLimit() {
        return providers.all().stream().mapToLong(Simulator::overLimit).sum();
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        providers.all().forEach(simulator -> simulator.faults().lift());
        providers.close().toCompletionStage().toCompletableFuture().join();
    }

    private <T extends SpecificRecord> Verdict verdict(
            Topic<T> topic, EventTruth truth, BiFunction<EventTruth, List<Told<T>>, List<Finding>> compared) {
        List<Told<T>> told = bus().read(topic);
        List<Finding> findings = new ArrayList<>(compared.apply(truth, told));
        findings.addAll(Truths.repeated(topic.name(), told));
        return new Verdict(topic.name(), told.size(), findings);
    }

    private Bus bus() {
        return new Bus(Env.read(infrastructure.settings(prefix), KafkaSettings::from));
    }

    private Path targets(Poller poller) {
        return folder.resolve(poller.provider());
    }
}
