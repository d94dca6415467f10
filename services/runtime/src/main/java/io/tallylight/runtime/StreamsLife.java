package io.tallylight.runtime;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.tallylight.schemas.ContractException;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one Kafka Streams application: waits, not ready, until the topics and schemas that it needs are there and
 * says what is missing; runs; replaces a thread that died; and closes so that nothing in flight is lost.
 */
public final class StreamsLife implements Program.Running {

    private static final Logger log = LoggerFactory.getLogger(StreamsLife.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final Shell shell;
    private final Wire wire;
    private final KafkaStreams streams;
    private final Collection<Topic<?>> topics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread starter;

    private StreamsLife(Shell shell, Wire wire, Topology topology, Collection<Topic<?>> topics, Properties settings) {
        this.shell = shell;
        this.wire = wire;
        this.topics = topics;
        this.streams = new KafkaStreams(topology, settings);
        this.starter = new Thread(this::startWhenPossible, shell.name() + "-start");
    }

    /**
     * Starts the application as soon as all that it needs is there; returns at once.
     *
     * @param topics all that the topology reads and writes; they must be there before it runs
     * @param own what this application wants different from {@link StreamsSettings}
     */
    public static StreamsLife start(
            Shell shell, Wire wire, Topology topology, Collection<Topic<?>> topics, Map<String, Object> own) {
        Properties settings = StreamsSettings.of(shell, wire, own);
        StreamsLife life = new StreamsLife(shell, wire, topology, List.copyOf(topics), settings);
        life.prepare();
        life.starter.start();
        return life;
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            starter.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            log.warn(
                    "{} did not close within {}: its last transaction is aborted and done again",
                    shell.name(),
                    CLOSE_WITHIN);
        }
        wire.close();
    }

    private void prepare() {
        shell.ops().waitingFor("streams", "Kafka Streams is not running yet");
        streams.setStateListener((now, before) -> told(now));
        streams.setUncaughtExceptionHandler(this::died);
        new KafkaStreamsMetrics(streams).bindTo(shell.meters());
    }

    private void told(State state) {
        shell.ops().waitingFor("streams", running(state) ? "" : "Kafka Streams is " + state);
        shell.ops().brokenBy("streams", state == State.ERROR ? "Kafka Streams ended in an error" : "");
    }

    /** A rebalance is part of running: work goes on as soon as partitions are assigned. */
    private static boolean running(State state) {
        return state == State.RUNNING || state == State.REBALANCING;
    }

    private StreamThreadExceptionResponse died(Throwable fault) {
        log.error(
                "{}: a stream thread died; its transaction is aborted and done again by a new thread",
                shell.name(),
                fault);
        shell.meters().counter("stream_threads_replaced").increment();
        stoppedWithin(BREATH); // without a breath, a registry that is down would make thousands of threads
        return stopped.getCount() == 0
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void startWhenPossible() {
        String told = "";
        do {
            String missing = missing();
            shell.ops().waitingFor("contracts", missing);
            if (missing.isEmpty()) {
                streams.start();
                return;
            }
            if (!missing.equals(told)) {
                log.warn("{} waits: {}", shell.name(), missing);
            }
            told = missing;
        } while (!stoppedWithin(LOOK_AGAIN));
    }

    /** What keeps the application from starting, in words; empty when all is there. */
    private String missing() {
        Map<String, Object> client =
                shell.kafka().client(Map.of("request.timeout.ms", 5000, "default.api.timeout.ms", 5000));
        try (Admin admin = Admin.create(client)) {
            List<String> differences =
                    Contracts.differences(admin, wire.registry(), shell.kafka().prefix(), topics);
            if (!differences.isEmpty()) {
                return String.join("; ", differences) + ". Run: scripts/tallylight contracts apply";
            }
            wire.warm(topics);
            return "";
        } catch (KafkaException
                | ContractException unreachable) { // also Wire's and Contracts' own faults: told, and tried again
            return String.valueOf(unreachable.getMessage());
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
