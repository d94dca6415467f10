package io.tallylight.poller.engine;

import io.tallylight.event.Target;
import io.tallylight.poller.Ask;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Every poller's topology.
 *
 * <pre>
 * targets.X ──▶ X-read-targets ──▶ X-poll ──▶ X-write-events ──▶ the event topic
 *                                    │  ├───▶ X-write-gaps ──▶ gaps
 *                                    │  └───▶ X-write-rejections ──▶ rejections
 *                     X-targets, X-cursors, X-accounts, X-rows
 * </pre>
 */
final class PollTopology<A extends Ask> {

    private final PollHost<A> host;
    private final Wire wire;
    private final Topic<Target> targets;

    PollTopology(PollHost<A> host, Wire wire) {
        this.host = host;
        this.wire = wire;
        this.targets = targets(host.feed().provider());
    }

    @SuppressWarnings("unchecked") // the topics that begin with targets. are made of Target
    static Topic<Target> targets(String provider) {
        return (Topic<Target>) Topics.named("targets." + provider)
                .orElseThrow(() -> new IllegalArgumentException("Topics has no targets." + provider));
    }

    static String events(String provider) {
        return provider + "-write-events";
    }

    static String rejections(String provider) {
        return provider + "-write-rejections";
    }

    static String gaps(String provider) {
        return provider + "-write-gaps";
    }

    Set<Topic<?>> topics() {
        return Set.of(targets, host.feed().topic(), Topics.GAPS, Topics.REJECTIONS);
    }

    Topology build() {
        String provider = host.feed().provider();
        String read = provider + "-read-targets";
        String poll = provider + "-poll";
        Topology topology = new Topology();
        topology.addSource(read, Serdes.String().deserializer(), wire.deserializer(targets), wire.name(targets));
        topology.addProcessor(poll, supplier(provider), read);
        addSink(topology, events(provider), host.feed().topic(), poll);
        addSink(topology, gaps(provider), Topics.GAPS, poll);
        addSink(topology, rejections(provider), Topics.REJECTIONS, poll);
        return topology;
    }

    private void addSink(Topology topology, String name, Topic<? extends SpecificRecordBase> topic, String parent) {
        Serializer<?> values = wire.serializer(topic);
        topology.addSink(name, wire.name(topic), Serdes.String().serializer(), values, parent);
    }

    private ProcessorSupplier<String, Target, String, SpecificRecordBase> supplier(String provider) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Target, String, SpecificRecordBase> get() {
                return new PollProcessor<>(host);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return StreamsPollStore.stores(provider);
            }
        };
    }
}
