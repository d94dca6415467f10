package io.tallylight.poller.engine;

import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.RowBucket;
import io.tallylight.poller.state.TargetState;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Where the engine keeps what must outlive it. The host makes it durable together with what the engine tells. */
interface PollStore {

    @Nullable
    AccountState account(String account);

    void putAccount(String account, AccountState state);

    @Nullable
    TargetState target(String target);

    void putTarget(String target, TargetState state);

    /** All buckets of a target, by their start in milliseconds. */
    SortedMap<Long, RowBucket> buckets(String target);

    /** Stores a bucket and says how many bytes it takes. */
    int putBucket(String target, long start, RowBucket bucket);

    void deleteBucket(String target, long start);
}
