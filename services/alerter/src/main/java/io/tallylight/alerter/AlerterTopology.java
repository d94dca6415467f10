package io.tallylight.alerter;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Both inputs are keyed by channel, so one task sees all of a channel.
 *
 * <pre>
 *  cues ────▶ alerter-read-cues ─────┐                  ┌─▶ alerter-write-ad-breaks ──▶ ad-breaks
 *                                    ├─▶ alerter-watch ─┤
 *  metrics ─▶ alerter-read-metrics ──┘         │        └─▶ alerter-write-alerts ─────▶ alerts
 *                                      alerter-channels
 * </pre>
 */
final class AlerterTopology {

    static final String STORE = "alerter-channels";
    static final String AD_BREAKS = "alerter-write-ad-breaks";
    static final String ALERTS = "alerter-write-alerts";
    private static final String CUES = "alerter-read-cues";
    private static final String METRICS = "alerter-read-metrics";
    private static final String WATCH = "alerter-watch";

    private final Wire wire;
    private final AlerterConfig config;
    private final MeterRegistry meters;

    AlerterTopology(Wire wire, AlerterConfig config, MeterRegistry meters) {
        this.wire = wire;
        this.config = config;
        this.meters = meters;
    }

    /** All that it reads and writes. */
    static List<Topic<?>> topics() {
        return List.of(Topics.CUES, Topics.METRICS, Topics.AD_BREAKS, Topics.ALERTS, Topics.REJECTIONS);
    }

    Topology build() {
        Topology topology = new Topology();
        read(topology, CUES, Topics.CUES);
        read(topology, METRICS, Topics.METRICS);
        topology.addProcessor(WATCH, new Watching(config, meters), CUES, METRICS);
        write(topology, AD_BREAKS, Topics.AD_BREAKS);
        write(topology, ALERTS, Topics.ALERTS);
        return topology;
    }

    private void read(Topology topology, String node, Topic<?> topic) {
        topology.addSource(node, new StringDeserializer(), wire.deserializer(topic), wire.name(topic));
    }

    private void write(Topology topology, String node, Topic<?> topic) {
        topology.addSink(node, wire.name(topic), new StringSerializer(), wire.serializer(topic), WATCH);
    }

    /** The stateful step and the store that it brings. */
    private record Watching(AlerterConfig config, MeterRegistry meters)
            implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {

        @Override
        public Processor<String, SpecificRecord, String, SpecificRecord> get() {
            return new AlerterProcessor(config, meters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray()));
        }
    }
}
