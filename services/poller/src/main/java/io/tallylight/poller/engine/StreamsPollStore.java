package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.StateBytes.decoded;
import static io.tallylight.poller.engine.StateBytes.encoded;

import io.tallylight.event.Target;
import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.RowBucket;
import io.tallylight.poller.state.TargetState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The engine's state in Kafka Streams stores: in memory, with changelogs in Kafka that commit in one transaction with the
 * events. Values are Avro single objects, so that a later version of a schema still reads them.
 */
final class StreamsPollStore implements PollStore {

    private static final String TARGETS = "-targets";
    private static final String CURSORS = "-cursors";
    private static final String ACCOUNTS = "-accounts";
    private static final String ROWS = "-rows";

    private final KeyValueStore<String, byte[]> targets;
    private final KeyValueStore<String, byte[]> cursors;
    private final KeyValueStore<String, byte[]> accounts;
    private final KeyValueStore<String, byte[]> rows;

    StreamsPollStore(String provider, ProcessorContext<?, ?> context) {
        this.targets = context.getStateStore(provider + TARGETS);
        this.cursors = context.getStateStore(provider + CURSORS);
        this.accounts = context.getStateStore(provider + ACCOUNTS);
        this.rows = context.getStateStore(provider + ROWS);
    }

    static Set<StoreBuilder<?>> stores(String provider) {
        Set<StoreBuilder<?>> stores = new LinkedHashSet<>(); // in order, so that the topology always looks the same
        for (String name : List.of(TARGETS, CURSORS, ACCOUNTS, ROWS)) {
            stores.add(store(provider + name));
        }
        return stores;
    }

    private static StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }

    /** What was to be polled when this task last ran, on whatever instance. */
    void eachAccount(BiConsumer<String, Target> visit) {
        try (KeyValueIterator<String, byte[]> all = targets.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                visit.accept(next.key, decoded(Target.getDecoder(), next.value));
            }
        }
    }

    void putAccount(String account, Target wanted) {
        put(targets, account, encoded(Target.getEncoder(), wanted));
    }

    void deleteAccount(String account) {
        put(targets, account, null);
    }

    @Override
    public @Nullable AccountState account(String account) {
        byte[] value = accounts.get(account);
        return value == null ? null : decoded(AccountState.getDecoder(), value);
    }

    @Override
    public void putAccount(String account, AccountState state) {
        put(accounts, account, encoded(AccountState.getEncoder(), state));
    }

    @Override
    public @Nullable TargetState target(String target) {
        byte[] value = cursors.get(target);
        return value == null ? null : decoded(TargetState.getDecoder(), value);
    }

    @Override
    public void putTarget(String target, TargetState state) {
        put(cursors, target, encoded(TargetState.getEncoder(), state));
    }

    @Override
    public SortedMap<Long, RowBucket> buckets(String target) {
        SortedMap<Long, RowBucket> found = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> all = rows.range(target + '\0', target + '\1')) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                long start = Long.parseLong(next.key.substring(target.length() + 1));
                found.put(start, decoded(RowBucket.getDecoder(), next.value));
            }
        }
        return found;
    }

    @Override
    public int putBucket(String target, long start, RowBucket bucket) {
        byte[] value = encoded(RowBucket.getEncoder(), bucket);
        put(rows, target + '\0' + start, value);
        return value.length;
    }

    @Override
    public void deleteBucket(String target, long start) {
        put(rows, target + '\0' + start, null);
    }

    private static void put(KeyValueStore<String, byte[]> store, String key, byte @Nullable [] value) {
        store.put(key, value);
    }
}
