package io.tallylight.poller.engine;

import io.vertx.core.Future;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Who looks for what was told; never on the thread that asks. */
interface Recaller {

    /** A record that a group has read: once its offset is committed, all that the reader told before it is, too. */
    record ReadBy(String group, TopicPartition partition, long offset) {}

    /**
     * Looks once; fails with {@link Recollection.TooMuch} where it is more than fits, otherwise if trying again may help.
     *
     * @param last what the asking task has read last in this life; null where all that it knows comes from its stores
     */
    Future<List<Kept>> recall(Recall recall, @Nullable ReadBy last);
}
