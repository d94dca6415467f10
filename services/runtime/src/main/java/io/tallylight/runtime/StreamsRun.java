package io.tallylight.runtime;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams while it runs, and what health says of it: ready from the first RUNNING on, also while it rebalances; not
 * ready from the death of a thread until it is RUNNING again; dead only once it has ended in an error.
 */
final class StreamsRun {

    private static final Logger log = LoggerFactory.getLogger(StreamsRun.class);
    private static final String CHECK = "streams";
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final Shell shell;
    private final CountDownLatch stopped;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics meters;
    private final RegistryTrust trust;
    private volatile String lastDeath = "";
    private volatile String end = "Kafka Streams ended in an error";

    private StreamsRun(Shell shell, KafkaStreams streams, RegistryTrust trust, CountDownLatch stopped) {
        this.shell = shell;
        this.trust = trust;
        this.stopped = stopped;
        this.streams = streams;
        this.meters = new KafkaStreamsMetrics(streams);
    }

    static StreamsRun start(Shell shell, KafkaStreams streams, RegistryTrust trust, CountDownLatch stopped) {
        StreamsRun run = new StreamsRun(shell, streams, trust, stopped);
        run.streams.setStateListener((now, before) -> run.told(now));
        run.streams.setUncaughtExceptionHandler(run::died);
        run.meters.bindTo(shell.meters());
        run.streams.start();
        return run;
    }

    /** Finishes the records in hand and commits them. Answers false if that took longer than {@code within}. */
    boolean close(Duration within) {
        boolean closed = streams.close(
                CloseOptions.timeout(within).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        meters.close();
        return closed;
    }

    private void told(State now) {
        switch (now) {
            case RUNNING -> shell.ops().waitingFor(CHECK, "");
            case REBALANCING -> {} // before the first RUNNING still not ready, after it still ready
            default -> shell.ops().waitingFor(CHECK, "Kafka Streams is " + now);
        }
        shell.ops().brokenBy(CHECK, now == State.ERROR ? end : "");
    }

    private StreamThreadExceptionResponse died(Throwable fault) {
        shell.meters().counter("stream_threads_died").increment();
        Thread.currentThread().setUncaughtExceptionHandler((thread, told) -> {}); // else Java prints what is told here
        if (fault instanceof Error) { // such as no memory: a new process helps, a new thread does not
            log.error("{}: a stream thread died of what no new thread can mend", shell.name(), fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (Causes.has(fault, FencedInstanceIdException.class)) { // to take the work back would go on for ever
            end = "Another process runs as instance " + shell.instance().orElse("of KAFKA_PROPERTIES")
                    + " and took over this one's work: give each its own INSTANCE or OPS_PORT, and start this one again";
            log.error("{}: {}", shell.name(), end);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        tell(fault);
        breathe();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The same fault again needs no second stack trace; that of a registry that is away says nothing at all. */
    private void tell(Throwable fault) {
        String death = "A stream thread died, its transaction is aborted and done again by a new one: "
                + Causes.inWords(reason(fault));
        shell.ops().waitingFor(CHECK, death);
        if (Causes.has(fault, RegistryUnavailable.class)) {
            trust.sawItAway();
            tellAway(death);
        } else if (death.equals(lastDeath)) {
            log.warn("{}: {}", shell.name(), death);
        } else {
            log.error("{}: {}", shell.name(), death, fault);
        }
        lastDeath = death;
    }

    private void tellAway(String death) {
        if (trust.tells()) {
            log.error(
                    "{}: {}. Nothing is skipped; it is tried every few seconds and said once a minute",
                    shell.name(),
                    death);
        }
    }

    /** Kafka Streams itself says only where it was. */
    private static Throwable reason(Throwable fault) {
        Throwable cause = fault.getCause();
        return fault instanceof StreamsException && cause != null ? cause : fault;
    }

    /** Without it, a registry that is away would make thousands of threads. */
    private void breathe() {
        try {
            if (stopped.await(BREATH.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("{} is stopping", shell.name());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
