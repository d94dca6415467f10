package io.tallylight.normalizer;

import io.tallylight.event.Completeness;
import io.tallylight.event.Cue;
import io.tallylight.event.Metric;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Lets a derived record pass only where it is new or says something else than before, keyed by channel and timed as its
 * window. It remembers an event until it is FINAL, or until no revision came for {@code rememberFor}.
 */
record DropRepeats(String store, Duration rememberFor, LaneMeters meters)
        implements ProcessorSupplier<String, Accepted, String, SpecificRecord> {

    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.String(), PublishedSerde.serde()));
    }

    @Override
    public Processor<String, Accepted, String, SpecificRecord> get() {
        return new Remembering();
    }

    private final class Remembering implements Processor<String, Accepted, String, SpecificRecord> {

        private ProcessorContext<String, SpecificRecord> context;
        private KeyValueStore<String, Published> published;

        @SuppressWarnings("NullAway.Init") // Kafka makes it, then calls init
        Remembering() {}

        @Override
        public void init(ProcessorContext<String, SpecificRecord> given) {
            context = given;
            published = given.getStateStore(store);
            given.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
        }

        @Override
        public void process(Record<String, Accepted> record) {
            Accepted now = record.value();
            Published known = published.get(now.source().id());
            Published before = known == null ? Published.NOTHING : known;
            if (before.covers(now.source())) {
                meters.repeats().increment();
                return;
            }
            List<SpecificRecord> changes = before.changes(now);
            changes.forEach(
                    change -> context.forward(record.withKey(now.source().channel())
                            .withValue(change)
                            .withTimestamp(time(change).toEpochMilli())));
            meters.told(changes.size());
            remember(now, before);
        }

        /** Nothing follows a FINAL event, and within one exactly-once pipeline none is consumed twice. */
        private void remember(Accepted now, Published before) {
            String id = now.source().id();
            if (now.source().completeness() != Completeness.FINAL) {
                published.put(id, before.after(now));
            } else if (before.revision() > 0) {
                published.delete(id);
            }
        }

        private void sweep(long now) {
            long oldest = now - rememberFor.toMillis();
            try (KeyValueIterator<String, Published> all = published.all()) {
                while (all.hasNext()) {
                    KeyValue<String, Published> one = all.next();
                    if (one.value.seenAt() < oldest) {
                        published.delete(one.key);
                    }
                }
            }
        }

        private static Instant time(SpecificRecord derived) {
            return derived instanceof Cue cue ? cue.getStartAt() : ((Metric) derived).getWindowStart();
        }
    }
}
