package io.tallylight.runtime;

import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one Kafka Streams application: waits, not ready, until the topics and schemas that it needs are there and
 * says what is missing; runs; replaces a thread that died; and closes so that nothing in flight is lost.
 */
public final class StreamsLife implements Program.Running {

    private static final Logger log = LoggerFactory.getLogger(StreamsLife.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final Shell shell;
    private final Prerequisites prerequisites;
    private final Topology topology;
    private final StreamsSettings settings;
    private final Optional<IdleTime> idle;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread starter;
    private volatile @Nullable StreamsRun run;

    private StreamsLife(
            Shell shell,
            Prerequisites prerequisites,
            Topology topology,
            StreamsSettings settings,
            Optional<IdleTime> idle) {
        this.shell = shell;
        this.prerequisites = prerequisites;
        this.topology = topology;
        this.settings = settings;
        this.idle = idle;
        this.starter = new Thread(this::startWhenPossible, shell.name() + "-start");
    }

    /**
     * Starts the application as soon as all that it needs is there; returns at once.
     *
     * @param topics all that the topology reads and writes; they must be there before it runs
     * @param own what this application wants different from {@link StreamsSettings}
     * @throws BadInput if Kafka refuses what KAFKA_PROPERTIES says
     */
    public static StreamsLife start(
            Shell shell, Wire wire, Topology topology, Collection<Topic<?>> topics, Map<String, Object> own) {
        return start(shell, wire, topology, topics, own, Optional.empty());
    }

    /**
     * The same for an application that lives by its own clock.
     */
    public static StreamsLife start(
            Shell shell,
            Wire wire,
            Topology topology,
            Collection<Topic<?>> topics,
            Map<String, Object> own,
            IdleTime idle) {
        return start(shell, wire, topology, topics, own, Optional.of(idle));
    }

    private static StreamsLife start(
            Shell shell,
            Wire wire,
            Topology topology,
            Collection<Topic<?>> topics,
            Map<String, Object> own,
            Optional<IdleTime> idle) {
        StreamsSettings settings = StreamsSettings.of(shell, wire, own);
        settings.trust().bindTo(shell.meters());
        Prerequisites prerequisites = new Prerequisites(shell.kafka(), wire, List.copyOf(topics), settings.trust());
        StreamsLife life = new StreamsLife(shell, prerequisites, topology, settings, idle);
        shell.ops().waitingFor("streams", "Kafka Streams is not running yet");
        life.starter.start();
        return life;
    }

    @Override
    public void stop() {
        stopped.countDown();
        starter.interrupt(); // it may be asking a broker that is away
        try {
            starter.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        StreamsRun started = run;
        if (started != null && !started.close(CLOSE_WITHIN)) {
            log.warn("{} did not close in {}: its last transaction is aborted, done again", shell.name(), CLOSE_WITHIN);
        }
        prerequisites.wire().close();
        settings.removeFolder();
    }

    private void startWhenPossible() {
        String told = "";
        do {
            String missing = prerequisites.missing();
            shell.ops().waitingFor("contracts", missing);
            if (missing.isEmpty()) {
                start();
                return;
            }
            if (!missing.equals(told) && stopped.getCount() > 0) {
                log.warn("{} waits: {}", shell.name(), missing);
            }
            told = missing;
        } while (!stoppedWithin(LOOK_AGAIN));
    }

    private void start() {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            KafkaStreams streams = settings.streams(topology, shell.instance(), idle);
            run = StreamsRun.start(shell, streams, settings.trust(), stopped);
        } catch (RuntimeException fault) {
            log.error("{}: Kafka Streams cannot start", shell.name(), fault);
            shell.ops().brokenBy("streams", "Kafka Streams cannot start: " + Causes.inWords(fault));
        }
    }

    private boolean stoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
