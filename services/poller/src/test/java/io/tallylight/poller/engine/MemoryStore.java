package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.StateBytes.decoded;

import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.RowBucket;
import io.tallylight.poller.state.TargetState;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;

/** A store that outlives engines. It keeps bytes, so that nothing survives a restart that would not in Kafka. */
final class MemoryStore implements PollStore {

    final Map<String, byte[]> accounts = new HashMap<>();
    final Map<String, byte[]> targets = new HashMap<>();
    final Map<String, SortedMap<Long, byte[]>> buckets = new HashMap<>();
    int writes;

    /** Between two saves nothing may be written: Kafka would commit it without the rest. */
    boolean sealed;

    /** What a crash would leave: all that was flushed until now. */
    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.sealed = sealed;
        copy.accounts.putAll(accounts);
        copy.targets.putAll(targets);
        buckets.forEach((target, rows) -> copy.buckets.put(target, new TreeMap<>(rows)));
        return copy;
    }

    int bucketsOf(String target) {
        return buckets.getOrDefault(target, new TreeMap<>()).size();
    }

    @Override
    public @Nullable AccountState account(String account) {
        byte[] bytes = accounts.get(account);
        return bytes == null ? null : decoded(AccountState.getDecoder(), bytes);
    }

    @Override
    public void putAccount(String account, AccountState state) {
        accounts.put(account, encoded(AccountState.getEncoder(), state));
    }

    @Override
    public @Nullable TargetState target(String target) {
        byte[] bytes = targets.get(target);
        return bytes == null ? null : decoded(TargetState.getDecoder(), bytes);
    }

    @Override
    public void putTarget(String target, TargetState state) {
        targets.put(target, encoded(TargetState.getEncoder(), state));
    }

    @Override
    public SortedMap<Long, RowBucket> buckets(String target) {
        SortedMap<Long, RowBucket> found = new TreeMap<>();
        buckets.getOrDefault(target, new TreeMap<>())
                .forEach((start, bytes) -> found.put(start, decoded(RowBucket.getDecoder(), bytes)));
        return found;
    }

    @Override
    public int putBucket(String target, long start, RowBucket bucket) {
        byte[] bytes = encoded(RowBucket.getEncoder(), bucket);
        buckets.computeIfAbsent(target, none -> new TreeMap<>()).put(start, bytes);
        return bytes.length;
    }

    @Override
    public void deleteBucket(String target, long start) {
        writes();
        buckets.getOrDefault(target, new TreeMap<>()).remove(start);
    }

    private void writes() {
        if (sealed) {
            throw new AssertionError("The store is written outside of a save");
        }
        writes++;
    }

    private <T> byte[] encoded(BinaryMessageEncoder<T> encoder, T value) {
        writes();
        return StateBytes.encoded(encoder, value);
    }
}
