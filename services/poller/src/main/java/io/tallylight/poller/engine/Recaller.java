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
     * Looks once, as soon as all that was told before is on the topics for good; fails with {@link Recollection.TooMuch} where
     * it is more than fits, otherwise if trying again may help.
     *
     * @param group the group that reads for the asking task, and whose stores it keeps
     * @param last what the asking task has read last in this life; null where all that it knows comes from its stores
     */
    Future<List<Kept>> recall(Recall recall, String group, @Nullable ReadBy last);
}
