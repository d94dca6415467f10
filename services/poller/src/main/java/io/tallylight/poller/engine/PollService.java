package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Feed;
import io.tallylight.poller.targets.TargetsTopic;
import io.tallylight.poller.targets.TargetsWatch;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Secrets;
import io.tallylight.runtime.Shell;
import io.tallylight.runtime.StreamsLife;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** A poller as a service: the engine in Kafka Streams, and the targets file watched. */
public final class PollService implements Program.Running {

    /** As long as Kafka lets it be: the processor itself commits when there is something to commit. */
    private static final int COMMIT_MILLIS = 10_000;

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final Arrivals.InFlight inFlight;
    private final StreamsLife streams;
    private final TargetsWatch targets;

    private PollService(Arrivals.InFlight inFlight, StreamsLife streams, TargetsWatch targets) {
        this.inFlight = inFlight;
        this.streams = streams;
        this.targets = targets;
    }

    /** Returns at once; the service gets ready in its own time. */
    public static <A extends Ask> PollService start(Shell shell, PollSettings settings, Feed<A> feed) {
        Arrivals.InFlight inFlight = new Arrivals.InFlight();
        Wakes wakes = new Wakes(System::nanoTime);
        PollMeters watch = new PollMeters(shell.meters(), feed.provider());
        shell.ops().page("/targets", watch::page);
        PollGauges gauges = new PollGauges(
                shell.name(), feed.provider(), watch, settings.targetMetrics(), Instant::now, feed::ahead);
        shell.meters().getPrometheusRegistry().register(gauges);
        Secrets secrets = new Secrets(settings.secretsDir());
        PollHost<A> host = new PollHost<>(
                shell.name(),
                feed,
                settings,
                secrets,
                shell.vertx(),
                watch,
                inFlight,
                wakes,
                RandomGenerator.getDefault(),
                new KafkaRecall(shell.kafka(), feed, shell.vertx()));
        Wire wire = shell.kafka().wire();
        PollTopology<A> topology = new PollTopology<>(host, wire);
        TargetsTopic topic = new TargetsTopic(shell.kafka(), PollTopology.targets(feed.provider()), feed.provider());
        TargetsWatch targets = TargetsWatch.start(shell, settings.targetsFile(), feed, topic);
        StreamsLife streams = StreamsLife.start(shell, wire, topology.build(), topology.topics(), streams(), wakes);
        return new PollService(inFlight, streams, targets);
    }

    @Override
    public void stop() {
        try {
            targets.close();
            inFlight.stop(LAST_ANSWERS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        streams.stop();
    }

    private static Map<String, Object> streams() {
        return Map.of(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                COMMIT_MILLIS,
                StreamsConfig.POLL_MS_CONFIG, // under a group protocol that makes its consumer itself
                10,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                1,
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                100,
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                5);
    }
}
