package io.tallylight.poller.engine;

import io.vertx.core.AsyncResult;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The recalls of one life of one processor: begun on the stream thread, looked for elsewhere, and what is found comes back to
 * the engine that asked, in a later tick.
 */
final class Recalls {

    private record Found(Recall recall, AsyncResult<List<Kept>> told) {}

    private final Recaller recaller;
    private final String group;
    private final Queue<Found> found = new ConcurrentLinkedQueue<>();
    private Recaller.@Nullable ReadBy last;
    private int underway;

    Recalls(Recaller recaller, String group) {
        this.recaller = recaller;
        this.group = group;
    }

    /** What the task has read last: a look finds all that was told before. */
    void read(@Nullable RecordMetadata read) {
        last = read == null
                ? null
                : new Recaller.ReadBy(group, new TopicPartition(read.topic(), read.partition()), read.offset());
    }

    void begin(Recall recall) {
        underway++;
        recaller.recall(recall, group, last).onComplete(told -> found.add(new Found(recall, told)));
    }

    boolean underway() {
        return underway > 0;
    }

    void handTo(PollEngine<?> engine, Instant now) {
        for (Found next = found.poll(); next != null; next = found.poll()) {
            underway--;
            if (next.told().succeeded()) {
                engine.recalled(next.recall(), next.told().result(), now);
            } else {
                engine.notRecalled(next.recall(), next.told().cause(), now);
            }
        }
    }
}
