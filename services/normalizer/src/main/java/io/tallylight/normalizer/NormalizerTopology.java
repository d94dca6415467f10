package io.tallylight.normalizer;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.normalizer.channels.ChannelNames;
import io.tallylight.normalizer.cues.SpliceCue;
import io.tallylight.normalizer.mapping.PlaybackMetrics;
import io.tallylight.normalizer.mapping.PushMetrics;
import io.tallylight.normalizer.mapping.Verdict;
import io.tallylight.normalizer.mapping.ViewerMetrics;
import io.tallylight.runtime.Rejections;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * One lane per event kind, no lane knows another:
 *
 * <pre>
 * viewer ────────┐
 * hourly ────────┤ read ─▶ judge ─▶ accept ─▶ drop-repeats ─▶ metrics, and cues of scte35
 * scte35 ────────┤             │                  └ store &lt;kind&gt;-published
 * push-session ──┘             └──▶ refuse ─▶ reject ───────▶ rejections
 * </pre>
 */
final class NormalizerTopology {

    static final String SERVICE = "normalizer";

    private static final List<Lane<?>> LANES = List.of(
            new Lane<>(Topics.VIEWER, new ViewerMetrics(), List.of(Topics.METRICS)),
            new Lane<>(Topics.HOURLY, new PlaybackMetrics(), List.of(Topics.METRICS)),
            new Lane<>(Topics.SCTE35, new SpliceCue(), List.of(Topics.METRICS, Topics.CUES)),
            new Lane<>(Topics.PUSH_SESSION, new PushMetrics(), List.of(Topics.METRICS)));

    private final Wire wire;
    private final Supplier<ChannelNames> names;
    private final Duration rememberFor;
    private final MeterRegistry meters;
    private final Rejections rejections = new Rejections(SERVICE);

    NormalizerTopology(Wire wire, Supplier<ChannelNames> names, Duration rememberFor, MeterRegistry meters) {
        this.wire = wire;
        this.names = names;
        this.rememberFor = rememberFor;
        this.meters = meters;
    }

    /** All that it reads and writes. */
    static List<Topic<?>> topics() {
        Stream<Topic<?>> used =
                LANES.stream().flatMap(lane -> Stream.concat(Stream.of(lane.from()), lane.into().stream()));
        return Stream.concat(used, Stream.of(Topics.REJECTIONS)).distinct().toList();
    }

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        LANES.forEach(lane -> add(builder, lane));
        return builder.build();
    }

    private <E extends SpecificRecord> void add(StreamsBuilder builder, Lane<E> lane) {
        String kind = lane.kind() + "-";
        LaneMeters counted = LaneMeters.of(meters, lane.kind());
        KStream<String, Verdict> verdicts = read(builder, lane)
                .mapValues(
                        (key, event) -> {
                            counted.events().increment();
                            return lane.judge(key, event, names.get());
                        },
                        Named.as(kind + "judge"));
        KStream<String, SpecificRecord> derived = verdicts.flatMapValues(Verdict::accepted, Named.as(kind + "accept"))
                .process(new DropRepeats(kind + "published", rememberFor, counted), Named.as(kind + "drop-repeats"));
        lane.into().forEach(topic -> writeOnly(kind, derived, topic));
        write(
                kind,
                verdicts.flatMapValues(Verdict::rejected, Named.as(kind + "refuse"))
                        .process(() -> new RejectEvent(rejections, counted), Named.as(kind + "reject")),
                Topics.REJECTIONS);
    }

    private <E extends SpecificRecord> KStream<String, E> read(StreamsBuilder builder, Lane<E> lane) {
        return builder.stream(
                wire.name(lane.from()),
                Consumed.with(Serdes.String(), wire.serde(lane.from())).withName(lane.kind() + "-read"));
    }

    private <T extends SpecificRecord> void writeOnly(
            String kind, KStream<String, SpecificRecord> derived, Topic<T> topic) {
        KStream<String, T> records = derived.flatMapValues(
                record -> topic.type().isInstance(record) ? List.of(topic.type().cast(record)) : List.of(),
                Named.as(kind + "only-" + topic.name()));
        write(kind, records, topic);
    }

    private <T extends SpecificRecord> void write(String kind, KStream<String, T> records, Topic<T> topic) {
        records.to(
                wire.name(topic),
                Produced.with(Serdes.String(), wire.serde(topic)).withName(kind + "write-" + topic.name()));
    }
}
