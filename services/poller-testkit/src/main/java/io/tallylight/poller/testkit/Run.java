package io.tallylight.poller.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Gap;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.targets.TargetsTopic;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.Simulator;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One poller as a real service, with topics, targets, secrets and a simulator of its own. */
final class Run<E extends SpecificRecordBase> implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);

    final ToldStory story = new ToldStory(Scenario.of(7, Instant.now()), Instant.now());
    final Simulator simulator;
    final SecretFiles secrets;
    final Path targets;
    private final Stage stage;
    private final Subject<E> subject;
    private final Replicas replicas;
    private final String prefix = UUID.randomUUID() + ".";
    private final Map<String, String> env = new HashMap<>();
    private final String sandboxTargets;
    private Duration every = EVERY;
    private Instant since;
    private Instant from;
    private volatile Duration ahead = Duration.ZERO;

    Run(Subject<E> subject, Path folder, Stage stage) throws IOException {
        this.stage = stage;
        this.subject = subject;
        this.replicas = new Replicas(subject.program());
        this.simulator = subject.simulator(stage.vertx, () -> Instant.now().plus(ahead), story)
                .await();
        this.since = subject.since(story.moment());
        this.from = since;
        Accounts.writeTo(folder.resolve("secrets"), folder, EVERY);
        this.secrets = new SecretFiles(folder.resolve("secrets"));
        this.targets = folder.resolve("targets-" + simulator.provider() + ".yaml");
        this.sandboxTargets = Files.readString(targets);
        Files.writeString(targets, wanted());
        stage.contracts(prefix);
        env.put("KAFKA_BOOTSTRAP_SERVERS", stage.kafka.bootstrapServers());
        env.put("SCHEMA_REGISTRY_URL", stage.registry());
        env.put("TOPIC_PREFIX", prefix);
        env.put("TARGETS_FILE", targets.toString());
        env.put("SECRETS_DIR", secrets.folder.toString());
        env.put("POLL_MOST_IN_FLIGHT", "1");
        env.put("POLL_CLOCK_MOST_AHEAD", "P6D"); // days pass at the provider at once
        env.putAll(subject.env(simulator));
    }

    /** The targets file of the sandbox, read back as far as the subject wants. */
    String wanted() {
        return sandboxTargets.replaceAll(
                Pattern.quote("every: " + EVERY) + "(, since: [^ ,}]+)?", "every: " + every + ", since: " + since);
    }

    /** Its live turns come less often, so that they leave something of the quota. */
    void slower(Duration rest) throws IOException {
        every = rest;
        Files.writeString(targets, wanted());
    }

    /** Reads further back than the provider holds; what it holds is true. */
    void readsBackTo(Subject.Past past) throws IOException {
        since = past.since();
        from = past.heldSince();
        env.putAll(past.env());
        Files.writeString(targets, wanted());
    }

    /** A second account with the same targets, of which no secret is right. */
    void addDenied(String account) throws IOException {
        String credentials = "sandbox-" + simulator.provider();
        secrets.plantSpoilt(credentials, "spoilt");
        String more = wanted().replace("accounts:\n", "")
                .replace("\"" + account() + "\"", "\"" + account + "\"")
                .replace("credentials: " + credentials, "credentials: spoilt");
        Files.writeString(targets, wanted() + more);
    }

    /** The sandbox's account, as it stands in the targets file. */
    String account() {
        return sandboxTargets.replaceFirst("(?s).*account: \"([^\"]+)\".*", "$1");
    }

    /** The provider's clock, and with it what stands by its rule, goes on by so much at once. */
    void passes(Duration time) {
        ahead = time;
    }

    /** One more replica. */
    Run<E> start() {
        replicas.start(env);
        return this;
    }

    boolean ready() {
        return replicas.ready();
    }

    void stop() {
        try {
            assertNoSecretShows();
        } finally {
            replicas.stop();
        }
    }

    void stopTheOneThatPolls() {
        assertNoSecretShows();
        replicas.stopTheOneThatPolls();
    }

    List<E> events() {
        return stage.read(prefix, subject.topic());
    }

    List<Gap> gaps() {
        return stage.read(prefix, Topics.GAPS);
    }

    /** How far every topic was written, Kafka's own ones of offsets and transactions too. */
    Map<TopicPartition, Long> written() {
        return stage.ends();
    }

    /** The newest event of everything on the topic, by natural key. */
    Map<String, E> newest() {
        Map<String, E> newest = new HashMap<>();
        events().forEach(event -> newest.put(subject.key(event), event));
        return newest;
    }

    /** The newest event of each that is true, where time alone makes it final. */
    List<E> thatSettle() {
        return newest().entrySet().stream()
                .filter(told -> truth().containsKey(told.getKey()))
                .map(Map.Entry::getValue)
                .filter(subject::settles)
                .toList();
    }

    /** The newest figures of everything on the topic. */
    Map<String, String> published() {
        Map<String, String> figures = new HashMap<>();
        newest().forEach((key, event) -> figures.put(key, subject.figures(event)));
        return figures;
    }

    Map<String, String> truth() {
        return subject.truth(story, from, story.moment());
    }

    /** Rewinds every target, as the command does; what is true begins there from now on. */
    Instant rewind() {
        from = subject.rewoundTo(since);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Topic<Target> topic = targetsTopic();
        TargetsTopic command = new TargetsTopic(stage.settings(prefix), topic, simulator.provider());
        stage.read(prefix, topic).stream()
                .flatMap(account -> account.getTargets().stream())
                .map(PollTarget::getId)
                .distinct()
                .forEach(target -> command.rewind(target, from, now));
        return now;
    }

    /** Of every target when its last rewind was asked for, and how it stands. */
    List<String> rewinds() {
        Pattern rewind = Pattern.compile("\"requestedAt\":\"([^\"]+)\",\"stage\":\"([^\"]+)\"");
        return rewind.matcher(get("/targets").body())
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    @SuppressWarnings("unchecked") // the topics that begin with targets. are made of Target
    private Topic<Target> targetsTopic() {
        return (Topic<Target>) Topics.named("targets." + simulator.provider()).orElseThrow();
    }

    double turns(String answer) {
        return metric("poll_turns_total", "answer", answer);
    }

    /** The sum of a metric over all labels but those that are named. */
    double metric(String name, String... labels) {
        return replicas.series(name, labels).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    List<Double> series(String name, String... labels) {
        return replicas.series(name, labels);
    }

    HttpResponse<String> get(String path) {
        return replicas.get(path);
    }

    /** What {@code /targets} shows of each target of an account. */
    List<JsonObject> targetsOf(String account) {
        JsonObject all = new JsonObject(get("/targets").body()).getJsonObject("targets");
        return all.fieldNames().stream()
                .map(all::getJsonObject)
                .filter(target -> target.getString("account").equals(account))
                .toList();
    }

    /** Logs, metrics, pages and every record of every topic that people look at. */
    private void assertNoSecretShows() {
        List<String> seen = new ArrayList<>(Stage.LOG.lines());
        assertThat(!replicas.started() || seen.stream().anyMatch(line -> line.contains(" starts: ")))
                .as("what is logged is seen")
                .isTrue();
        Stream.of("/metrics", "/targets", "/info", "/health/ready").forEach(path -> seen.addAll(replicas.pages(path)));
        Stream.of(Topics.REJECTIONS, subject.topic())
                .flatMap(topic -> stage.records(topic.name(prefix), new ByteArrayDeserializer()).stream())
                .forEach(record -> seen.add(new String(record.value(), StandardCharsets.ISO_8859_1)));
        assertThat(seen).noneMatch(secrets::showIn);
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            simulator.close().await();
            stage.leave();
        }
    }
}
