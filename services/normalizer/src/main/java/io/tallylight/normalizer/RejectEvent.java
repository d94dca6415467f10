package io.tallylight.normalizer;

import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import io.tallylight.normalizer.mapping.Verdict.Rejected;
import io.tallylight.runtime.Rejections;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Makes the Rejection of an event, keyed by where it lies: topic/partition/offset. */
final class RejectEvent implements Processor<String, Rejected, String, Rejection> {

    private final Rejections rejections;
    private final LaneMeters meters;
    private ProcessorContext<String, Rejection> context;

    @SuppressWarnings("NullAway.Init") // Kafka calls init
    RejectEvent(Rejections rejections, LaneMeters meters) {
        this.rejections = rejections;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Rejection> given) {
        context = given;
    }

    @Override
    public void process(Record<String, Rejected> record) {
        Rejected rejected = record.value();
        String source = context.recordMetadata()
                .map(at -> at.topic() + "/" + at.partition() + "/" + at.offset())
                .orElse("unknown");
        byte[] input = rejected.input().getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Rejection rejection = rejections.of(Stage.NORMALIZE, source, rejected.reason(), rejected.field(), input, now);
        meters.rejected().increment();
        context.forward(record.withKey(source).withValue(rejection));
    }
}
