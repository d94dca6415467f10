package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.Rejection;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Tells it on the topics of a stream task, in the transaction that its next commit ends. */
final class StreamsOutbox implements Outbox {

    private final String provider;
    private final ProcessorContext<String, SpecificRecordBase> context;
    private boolean told;

    StreamsOutbox(String provider, ProcessorContext<String, SpecificRecordBase> context) {
        this.provider = provider;
        this.context = context;
    }

    @Override
    public void event(String key, Instant at, SpecificRecordBase event) {
        forward(key, event, at, PollTopology.events(provider));
    }

    @Override
    public void gap(Gap gap) {
        forward(gap.getTarget(), gap, gap.getWindowStart(), PollTopology.gaps(provider));
    }

    @Override
    public void rejection(String key, Rejection rejection) {
        forward(key, rejection, rejection.getObservedAt(), PollTopology.rejections(provider));
    }

    private void forward(String key, SpecificRecordBase value, Instant at, String sink) {
        context.forward(new Record<>(key, value, at.toEpochMilli()), sink);
        told = true;
    }

    /** Whether anything was told since the last commit. */
    boolean told() {
        return told;
    }

    void committed() {
        told = false;
    }
}
