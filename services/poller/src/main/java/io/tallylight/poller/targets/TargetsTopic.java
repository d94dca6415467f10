package io.tallylight.poller.targets;

import io.tallylight.event.PollRewind;
import io.tallylight.event.Target;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** The compacted topic of what to poll. Only what differs from it is written, so replicas with one file do not disturb. */
public final class TargetsTopic {

    /** A target that is not on the topic. */
    public static final class NoSuchTarget extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final List<String> known;

        NoSuchTarget(List<String> known) {
            super("There is no such target");
            this.known = List.copyOf(known);
        }

        /** The targets that are on the topic. */
        public List<String> known() {
            return known;
        }
    }

    private static final int MOST_TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final Topic<Target> topic;
    private final String provider;

    public TargetsTopic(KafkaSettings kafka, Topic<Target> topic, String provider) {
        this.kafka = kafka;
        this.topic = topic;
        this.provider = provider;
    }

    /**
     * Makes the topic say what is wanted: new and changed accounts are written, others are ended by a tombstone. What was
     * asked of a target that stays, such as a rewind, stays with it.
     *
     * @return how many accounts were written or ended
     */
    int write(Map<String, Target> wanted, Instant now) {
        try (Wire wire = kafka.wire()) {
            Map<String, Target> changes = held(wire).changes(wanted, provider, now);
            if (!changes.isEmpty()) {
                produce(wire, changes);
                mend(wire, now);
            }
            return changes.size();
        }
    }

    /**
     * Asks whoever polls the target to read everything again from {@code to} on.
     *
     * @return the account's record that says so
     * @throws NoSuchTarget where the topic has no such target
     * @throws IllegalStateException if others wrote at the same time so that it is not on the topic
     */
    public Target rewind(String target, Instant to, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS); // as the topic keeps it
        try (Wire wire = kafka.wire()) {
            HeldTargets held = held(wire);
            Target next = held.rewound(target, to, provider, now).orElseThrow(() -> new NoSuchTarget(held.ids()));
            produce(wire, Map.of(next.getAccount(), next));
            Optional<PollRewind> asked = mend(wire, now).rewind(target);
            if (asked.isEmpty() || asked.get().getRequestedAt().isBefore(now)) {
                throw new IllegalStateException("Target " + target + " was taken from " + wire.name(topic)
                        + " at the same moment: nothing will be rewound");
            }
            return next;
        }
    }

    /** Somebody who read before our record was there, and wrote after it, has overwritten it: this tells, and mends it. */
    private HeldTargets mend(Wire wire, Instant now) {
        HeldTargets held = held(wire);
        Map<String, Target> lost = held.lost(provider, now);
        for (int tries = 0; !lost.isEmpty(); tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException(
                        "Others write to " + wire.name(topic) + " all the time, and undo a rewind: try it again");
            }
            produce(wire, lost);
            held = held(wire);
            lost = held.lost(provider, now);
        }
        return held;
    }

    private HeldTargets held(Wire wire) {
        HeldTargets held = new HeldTargets();
        kafka.readToEnd(List.of(wire.name(topic)), Optional.empty(), PATIENCE, wire.deserializer(topic), record -> {
            held.take(record.key(), record.value());
            return true;
        });
        return held;
    }

    private void produce(Wire wire, Map<String, Target> changes) {
        int patience = (int) PATIENCE.toMillis();
        Map<String, Object> ours = Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                patience,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patience / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                patience);
        try (KafkaProducer<String, Target> producer =
                new KafkaProducer<>(kafka.client(ours), new StringSerializer(), wire.serializer(topic))) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            changes.forEach((account, target) ->
                    sent.add(producer.send(new ProducerRecord<>(wire.name(topic), account, target))));
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new KafkaException("A target could not be written to " + wire.name(topic), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while targets were written", interrupted);
        }
    }
}
