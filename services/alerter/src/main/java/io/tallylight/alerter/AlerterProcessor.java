package io.tallylight.alerter;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.alerter.watch.Channel;
import io.tallylight.alerter.watch.ChannelCodec;
import io.tallylight.alerter.watch.Tale;
import io.tallylight.alerter.watch.Watch;
import io.tallylight.event.Cue;
import io.tallylight.event.Metric;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Hosts {@link Watch} in Kafka Streams: channels live in the store, timers are rebuilt from it, and what is told commits
 * in one transaction with both. A tick looks at the timers; it asks for a commit only when something was due.
 */
final class AlerterProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private final Watch watch;
    private final AlerterConfig config;
    private final MeterRegistry meters;
    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, Instant> dueOf = new HashMap<>();
    private final TreeMap<Instant, TreeSet<String>> timers = new TreeMap<>();
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, byte[]> store;
    private ReplayClock clock;

    @SuppressWarnings("NullAway.Init") // Kafka calls init before anything else
    AlerterProcessor(AlerterConfig config, MeterRegistry meters) {
        this.config = config;
        this.watch = config.watch();
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> given) {
        context = given;
        store = context.getStateStore(AlerterTopology.STORE);
        clock = new ReplayClock(config.limits().settle(), wall());
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> one = all.next();
                keep(one.key, ChannelCodec.read(one.key, one.value));
            }
        }
        context.schedule(config.tick(), PunctuationType.WALL_CLOCK_TIME, wall -> tick(Instant.ofEpochMilli(wall)));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (record.value() instanceof Cue cue) {
            Instant wall = wall();
            clock.heard(cue.getObservedAt(), wall);
            done(cue.getChannel(), watch.take(channels.get(cue.getChannel()), cue, clock.now(wall), wall));
        } else if (record.value() instanceof Metric metric) {
            Channel known = channels.get(metric.getChannel());
            if (known != null) {
                Instant wall = wall();
                done(metric.getChannel(), watch.take(known, metric, clock.now(wall), wall));
            }
        }
    }

    private void tick(Instant wall) {
        Instant now = clock.now(wall);
        while (!timers.isEmpty() && !timers.firstKey().isAfter(now)) {
            String name = timers.firstEntry().getValue().first();
            done(name, watch.advance(Objects.requireNonNull(channels.get(name)), now, wall));
        }
    }

    private void done(String name, Watch.Outcome outcome) {
        if (outcome.channel().equals(channels.get(name))) {
            return;
        }
        store.put(name, ChannelCodec.bytes(outcome.channel()));
        keep(name, outcome.channel());
        outcome.told().forEach(tale -> tale.tell(this::step, this::change));
        context.commit();
    }

    private void step(Tale.Step step) {
        meters.counter("ad_break_steps", "state", step.record().getState().name())
                .increment();
        forward(step, step.record(), AlerterTopology.AD_BREAKS);
    }

    private void change(Tale.Change change) {
        String rule = change.record().getRule();
        meters.counter(
                        "alert_changes",
                        "rule",
                        rule,
                        "status",
                        change.record().getStatus().name())
                .increment();
        forward(change, change.record(), AlerterTopology.ALERTS);
    }

    private void forward(Tale tale, SpecificRecord record, String sink) {
        long timestamp = Math.max(0, tale.at().toEpochMilli());
        context.forward(new Record<>(tale.key(), record, timestamp), sink);
    }

    private void keep(String name, Channel channel) {
        channels.put(name, channel);
        Instant before = dueOf.remove(name);
        if (before != null) {
            timers.computeIfPresent(before, (at, names) -> names.remove(name) && names.isEmpty() ? null : names);
        }
        watch.due(channel).ifPresent(due -> {
            dueOf.put(name, due);
            timers.computeIfAbsent(due, at -> new TreeSet<>()).add(name);
        });
    }

    private Instant wall() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
