package io.tallylight.poller.targets;

import io.tallylight.event.Target;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The compacted topic of what to poll. Only what differs from it is written, so replicas with one file do not disturb. */
public final class TargetsTopic {

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
     * Makes the topic say what is wanted: new and changed accounts are written, others are ended by a tombstone.
     *
     * @return how many accounts were written or ended
     */
    int write(Map<String, Target> wanted, Instant now) {
        try (Wire wire = kafka.wire()) {
            Map<String, Target> changes = changes(current(wire), wanted, now);
            if (!changes.isEmpty()) {
                produce(wire, changes);
            }
            return changes.size();
        }
    }

    /** What to write, by account; null ends an account. */
    private Map<String, Target> changes(Map<String, Target> current, Map<String, Target> wanted, Instant now) {
        Map<String, @Nullable Target> changes = new HashMap<>();
        wanted.forEach((account, target) -> {
            Target before = current.get(account);
            if (before == null || !same(before, target)) {
                changes.put(account, stamped(target, before == null ? 1 : before.getRevision() + 1, now));
            }
        });
        current.keySet().stream()
                .filter(account -> !wanted.containsKey(account))
                .forEach(gone -> changes.put(gone, null));
        return changes;
    }

    private static boolean same(Target one, Target other) {
        return Objects.equals(one.getCredentials(), other.getCredentials())
                && one.getTargets().equals(other.getTargets());
    }

    private Target stamped(Target target, int revision, Instant now) {
        String id = provider + "/" + target.getAccount();
        return new Target(
                id, revision, now, provider, target.getAccount(), target.getCredentials(), target.getTargets());
    }

    private Map<String, Target> current(Wire wire) {
        Map<String, Target> current = new HashMap<>();
        kafka.readToEnd(
                List.of(wire.name(topic)),
                Optional.empty(),
                PATIENCE,
                wire.deserializer(topic),
                record -> keep(current, record));
        return current;
    }

    private static boolean keep(Map<String, Target> current, ConsumerRecord<String, Target> record) {
        if (record.value() == null) {
            current.remove(record.key());
        } else {
            current.put(record.key(), record.value());
        }
        return true;
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
