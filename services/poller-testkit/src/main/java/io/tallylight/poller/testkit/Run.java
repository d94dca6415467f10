package io.tallylight.poller.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.targets.TargetsTopic;
import io.tallylight.runtime.Service;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.Simulator;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One poller as a real service, with topics, targets, secrets and a simulator of its own. */
final class Run<E extends SpecificRecordBase> implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final List<String> SECRET_FILES = List.of("api-key", "secret-key", "access-key", "password");

    final ToldStory story = new ToldStory(Scenario.of(7, Instant.now()), Instant.now());
    final Simulator simulator;
    final Instant since;
    final Path secrets;
    final Path targets;
    private final Stage stage = Stage.shared();
    private final Subject<E> subject;
    private final String prefix = UUID.randomUUID() + ".";
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> planted;
    private @Nullable Service service;
    private Instant from;

    Run(Subject<E> subject, Path folder) throws IOException {
        this.subject = subject;
        this.simulator =
                subject.simulator(stage.vertx, Clock.systemUTC(), story).await();
        this.since = subject.since(story.moment());
        this.from = since;
        this.secrets = folder.resolve("secrets");
        Accounts.writeTo(secrets, folder, EVERY);
        this.planted = planted();
        this.targets = folder.resolve("targets-" + simulator.provider() + ".yaml");
        Files.writeString(targets, wanted());
        stage.contracts(prefix);
    }

    /** The targets file of the sandbox, read back as far as the subject wants. */
    String wanted() throws IOException {
        String every = "every: " + EVERY;
        return Files.readString(targets)
                .replaceAll(Pattern.quote(every) + "(, since: [^ ,}]+)?", every + ", since: " + since);
    }

    /** Its live turns come less often, so that they leave something of the quota. */
    void slower() throws IOException {
        String every = Files.readString(targets).replace("every: " + EVERY, "every: PT5S");
        Files.writeString(targets, every);
    }

    Run<E> start() {
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", stage.kafka.bootstrapServers());
        env.put("SCHEMA_REGISTRY_URL", stage.registry.url());
        env.put("TOPIC_PREFIX", prefix);
        env.put("OPS_PORT", "0");
        env.put("TARGETS_FILE", targets.toString());
        env.put("SECRETS_DIR", secrets.toString());
        env.put("POLL_MOST_IN_FLIGHT", "1");
        env.putAll(subject.env(simulator));
        service = Service.start(subject.program(), env);
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.setContext(root.getLoggerContext());
        log.start(); // a service that starts sets its logging up anew, which stops what was there
        root.addAppender(log);
        return this;
    }

    void stop() {
        if (service != null) {
            assertNoSecretShows();
            service.close();
            service = null;
        }
    }

    List<E> events() {
        return stage.read(prefix, subject.topic());
    }

    /** The newest figures of everything on the topic. */
    Map<String, String> published() {
        Map<String, String> figures = new HashMap<>();
        events().forEach(event -> figures.put(subject.key(event), subject.figures(event)));
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

    /** The sum of a counter over all of its labels but the answer. */
    double turns(String answer) {
        return metric("poll_turns_total\\{[^}]*answer=\"" + answer + "\"[^}]*\\}");
    }

    double metric(String pattern) {
        Matcher found = Pattern.compile("(?m)^" + pattern + " (\\S+)$")
                .matcher(get("/metrics").body());
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }

    java.net.http.HttpResponse<String> get(String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + service().opsPort() + path);
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    void spoilSecrets() throws IOException {
        try (Stream<Path> files = Files.walk(secrets)) {
            for (Path file : files.filter(Run::secret).toList()) {
                Files.writeString(file, "spoilt-" + UUID.randomUUID());
            }
        }
        planted.addAll(planted());
    }

    /** Logs, metrics, pages and every record of every topic that people look at. */
    private void assertNoSecretShows() {
        List<String> seen = new ArrayList<>();
        List.copyOf(log.list)
                .forEach(event -> seen.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage())));
        Stream.of("/metrics", "/targets", "/info", "/health/ready")
                .forEach(path -> seen.add(get(path).body()));
        Stream.of(Topics.REJECTIONS, subject.topic())
                .flatMap(topic -> stage.records(topic.name(prefix), new ByteArrayDeserializer()).stream())
                .forEach(record -> seen.add(new String(record.value(), StandardCharsets.ISO_8859_1)));
        assertThat(seen).noneMatch(text -> planted.stream().anyMatch(text::contains));
    }

    private List<String> planted() throws IOException {
        List<String> values = new ArrayList<>();
        try (Stream<Path> files = Files.walk(secrets)) {
            for (Path file : files.filter(Run::secret).toList()) {
                values.add(Files.readString(file));
            }
        }
        return values;
    }

    private static boolean secret(Path file) {
        return SECRET_FILES.contains(file.getFileName().toString());
    }

    private Service service() {
        if (service == null) {
            throw new IllegalStateException("It is not running");
        }
        return service;
    }

    @Override
    public void close() {
        stop();
        simulator.close().await();
    }
}
