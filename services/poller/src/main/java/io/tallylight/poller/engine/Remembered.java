package io.tallylight.poller.engine;

import io.netty.util.collection.LongCollections;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Span;
import io.tallylight.poller.state.RowBucket;
import io.tallylight.poller.state.RowEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one target that can still change, in buckets of event time. Bounded: a bucket goes as soon as no stretch of
 * it is open. All that changed is written by {@link #flush}, in one commit with the cursor that settled it: a store without
 * rows that its cursor has not settled yet would have them told anew.
 */
final class Remembered {

    private static final LongObjectMap<RowEntry> NONE = LongCollections.emptyMap();

    private final PollStore store;
    private final String target;
    private final long bucketMillis;
    private final TreeMap<Long, LongObjectMap<RowEntry>> buckets = new TreeMap<>();
    private final Map<Long, Integer> stored = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final Set<Long> forgotten = new HashSet<>();
    private @Nullable Instant heldFrom;

    /** The bucket that was looked at last: rows of one time come together. */
    private long lastStart;

    private LongObjectMap<RowEntry> last = NONE;

    Remembered(PollStore store, String target, Duration bucket) {
        this.store = store;
        this.target = target;
        this.bucketMillis = bucket.toMillis();
        store.buckets(target).forEach((start, rows) -> {
            buckets.put(start, byId(rows));
            stored.put(start, 0); // weighed when it is next written
        });
    }

    /** Looks where the row lies and, for one that can move, everywhere else. */
    @Nullable
    RowEntry find(long id, Instant position, boolean moves) {
        RowEntry here = at(start(position)).get(id);
        if (here != null || !moves) {
            return here;
        }
        return buckets.values().stream()
                .map(bucket -> bucket.get(id))
                .filter(entry -> entry != null)
                .findFirst()
                .orElse(null);
    }

    /** A row that moves stays in the latest of its places: whatever answers show it until then, it is known. */
    void put(RowEntry entry, Instant position, boolean moves) {
        long start = moves ? Math.max(start(position), latest(entry.getId())) : start(position);
        if (moves) {
            buckets.forEach((other, bucket) -> {
                if (other != start && bucket.remove(entry.getId()) != null) {
                    changed.add(other);
                }
            });
        }
        LongObjectMap<RowEntry> bucket = bucket(start);
        RowEntry before = bucket.put(entry.getId(), entry);
        if (before == null || before.getContent() != entry.getContent() || !entry.equals(before)) {
            changed.add(start);
        }
    }

    private long latest(long id) {
        for (Map.Entry<Long, LongObjectMap<RowEntry>> bucket :
                buckets.descendingMap().entrySet()) {
            if (bucket.getValue().containsKey(id)) {
                return bucket.getKey();
            }
        }
        return Long.MIN_VALUE;
    }

    /** Forgets nothing at or after {@code from} until it is released, settled or not. */
    void hold(Instant from) {
        heldFrom = from;
    }

    void release() {
        heldFrom = null;
    }

    /** Takes in what was told and forgotten. What is remembered already is newer. */
    void recall(List<Kept> told) {
        Set<Long> known = new HashSet<>();
        buckets.values().forEach(bucket -> known.addAll(bucket.keySet()));
        for (Kept kept : told) {
            if (!known.contains(kept.entry().getId())) {
                put(kept.entry(), kept.position(), false);
            }
        }
    }

    /** Forgets every bucket that the cursor has settled as a whole. */
    void forget(Cursor cursor) {
        for (long start : new ArrayList<>(buckets.keySet())) {
            Span span = new Span(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + bucketMillis));
            boolean held = heldFrom != null && span.to().isAfter(heldFrom);
            if (!held && cursor.openWithin(span).isEmpty()) {
                buckets.remove(start);
                last = start == lastStart ? NONE : last;
                changed.remove(start);
                if (stored.remove(start) != null) {
                    forgotten.add(start);
                }
            }
        }
    }

    void flush() {
        forgotten.removeAll(changed); // it was needed again and is written anew
        forgotten.forEach(start -> store.deleteBucket(target, start));
        forgotten.clear();
        for (long start : changed) {
            RowBucket bucket = new RowBucket(new ArrayList<>(at(start).values()));
            stored.put(start, store.putBucket(target, start, bucket));
        }
        changed.clear();
    }

    int rows() {
        return buckets.values().stream().mapToInt(LongObjectMap::size).sum();
    }

    /** What is stored of them, keys not counted. */
    long bytes() {
        return stored.values().stream().mapToLong(bytes -> bytes).sum();
    }

    private LongObjectMap<RowEntry> at(long start) {
        if (start != lastStart || last == NONE) {
            last = buckets.getOrDefault(start, NONE);
            lastStart = start;
        }
        return last;
    }

    private LongObjectMap<RowEntry> bucket(long start) {
        LongObjectMap<RowEntry> known = at(start);
        if (known == NONE) {
            known = new LongObjectHashMap<>();
            buckets.put(start, known);
            last = known;
        }
        return known;
    }

    private long start(Instant position) {
        long millis = position.toEpochMilli();
        return millis - Math.floorMod(millis, bucketMillis);
    }

    private static LongObjectMap<RowEntry> byId(RowBucket bucket) {
        LongObjectMap<RowEntry> rows =
                new LongObjectHashMap<>(2 * bucket.getEntries().size());
        bucket.getEntries().forEach(entry -> rows.put(entry.getId(), entry));
        return rows;
    }
}
