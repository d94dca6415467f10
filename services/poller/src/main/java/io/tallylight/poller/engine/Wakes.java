package io.tallylight.poller.engine;

import io.tallylight.runtime.IdleTime;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When each task of this process wants to be woken next. Its stream threads wait for records no longer than until then, and
 * so often only as there is something to do.
 */
final class Wakes implements IdleTime {

    /** So late a stream thread notices that it shall stop. */
    private static final Duration LONGEST = Duration.ofMillis(200);

    /** A punctuation counts whole milliseconds: who comes within one of them waits for the next. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** So long a replica without tasks waits: a rebalance that gives it some shall not wait much longer. */
    private static final Duration WITHOUT_TASKS = Duration.ofMillis(50);

    private final LongSupplier nanos;
    private final Map<Object, Long> times = new ConcurrentHashMap<>();

    Wakes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void in(Object task, Duration time) {
        times.put(task, nanos.getAsLong() + time.toNanos());
    }

    void gone(Object task) {
        times.remove(task);
    }

    @Override
    public Duration of(int partitions, Duration usual) {
        Collection<Long> all = times.values();
        if (all.size() < partitions) { // each partition is a task: some are not up yet
            return usual;
        } else if (all.isEmpty()) {
            return WITHOUT_TASKS;
        }
        long now = nanos.getAsLong();
        long least = LONGEST.toNanos();
        for (long time : all) {
            least = Math.min(least, time - now);
        }
        return least < LEAST.toNanos() ? LEAST : Duration.ofNanos(least);
    }
}
