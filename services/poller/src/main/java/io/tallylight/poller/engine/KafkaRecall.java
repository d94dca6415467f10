package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.StateBytes.decoded;

import io.tallylight.poller.Feed;
import io.tallylight.poller.state.TargetState;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import io.tallylight.schemas.WireException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads from Kafka what was told, on a worker thread: one look at a time, because each may take much memory. */
final class KafkaRecall implements Recaller {

    /** Longer than a transaction stays open whose producer died. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int MOST_ROWS = 5_000_000;

    /** Of the heap, for each row: it weighs about a quarter of that, so three quarters stay free. */
    private static final long BYTES_A_ROW = 1024;

    private final KafkaSettings kafka;
    private final Feed<?> feed;
    private final WorkerExecutor worker;

    KafkaRecall(KafkaSettings kafka, Feed<?> feed, Vertx vertx) {
        this.kafka = kafka;
        this.feed = feed;
        this.worker = vertx.createSharedWorkerExecutor(feed.provider() + "-recall", 1, 1, TimeUnit.DAYS);
    }

    @Override
    public Future<List<Kept>> recall(Recall recall, String group, @Nullable ReadBy last) {
        return worker.executeBlocking(() -> {
            if (recall.isOfDoubt()) {
                await(recall, () -> isStored(recall, group));
            } else if (last != null) {
                awaitCommit(last, recall);
            }
            return read(recall);
        });
    }

    private static void await(Recall recall, Callable<Boolean> done) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!recall.unwanted() && !done.call()) {
            if (System.nanoTime() > until) {
                throw new TimeoutException("The task has committed nothing for " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** What was told before {@code last} was read is on the topics for good once its offset is committed with it. */
    private void awaitCommit(ReadBy last, Recall recall) throws Exception {
        try (Admin admin = Admin.create(kafka.client(Map.of()))) {
            await(recall, () -> committed(admin, last) > last.offset());
        }
    }

    /** A doubt was stored in one transaction with all that was told before it came up. */
    private boolean isStored(Recall recall, String group) {
        String changelog = group + "-" + feed.provider() + "-cursors-changelog"; // as Kafka Streams names it
        AtomicReference<byte[]> newest = new AtomicReference<>();
        kafka.readToEnd(List.of(changelog), Optional.empty(), PATIENCE, new ByteArrayDeserializer(), record -> {
            if (recall.target().getId().equals(record.key())) {
                newest.set(record.value());
            }
            return !recall.unwanted();
        });
        byte[] state = newest.get();
        return state != null && isDoubt(decoded(TargetState.getDecoder(), state), recall);
    }

    private static boolean isDoubt(TargetState state, Recall recall) {
        return state.getDoubtfulTo() != null && recall.from().equals(state.getSettlingFrom());
    }

    private static long committed(Admin admin, ReadBy last) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(last.group())
                .partitionsToOffsetAndMetadata()
                .get();
        OffsetAndMetadata committed = offsets.get(last.partition());
        return committed == null ? -1 : committed.offset();
    }

    private List<Kept> read(Recall recall) {
        int most = (int) Math.min(MOST_ROWS, Runtime.getRuntime().maxMemory() / BYTES_A_ROW);
        Recollection told = new Recollection(feed, recall, most);
        Predicate<String> ofTarget = recall.target().getId()::equals;
        try (Wire wire = kafka.wire()) {
            read(wire, feed.topic(), Optional.of(since(recall)), recall, told::mayBeOurs, told::event);
            read(wire, Topics.GAPS, Optional.empty(), recall, ofTarget, (at, gap) -> told.gap(gap));
            read(
                    wire,
                    Topics.REJECTIONS,
                    Optional.of(recall.from()),
                    recall,
                    ofTarget,
                    (at, one) -> told.rejection(one));
        }
        return told.kept();
    }

    /** Kafka finds the first record as young as that; those that lie before it on the topic are all older. */
    private Instant since(Recall recall) {
        Duration age = Duration.between(Instant.EPOCH, recall.from());
        return feed.stray().compareTo(age) < 0 ? recall.from().minus(feed.stray()) : Instant.EPOCH;
    }

    private <T extends SpecificRecordBase> void read(
            Wire wire,
            Topic<T> topic,
            Optional<Instant> since,
            Recall recall,
            Predicate<String> ours,
            BiConsumer<Instant, T> taker) {
        var values = wire.deserializer(topic);
        kafka.readToEnd(List.of(wire.name(topic)), since, PATIENCE, new ByteArrayDeserializer(), record -> {
            if (record.key() != null && record.value() != null && ours.test(record.key())) {
                try {
                    taker.accept(
                            Instant.ofEpochMilli(record.timestamp()),
                            values.deserialize(record.topic(), record.value()));
                } catch (WireException.NotOurs foreign) {
                    return true; // no record of ours, so it says nothing of what was told
                }
            }
            return !recall.unwanted();
        });
        if (recall.unwanted()) {
            throw new KafkaException("Nobody waits for it any more");
        }
    }
}
