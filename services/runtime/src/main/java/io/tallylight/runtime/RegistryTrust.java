package io.tallylight.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a registry's "there is no such schema" is to be believed. A registry that comes back answers so for a while
 * about schemas that it has yet to load; shared by all stream threads, as the one that saw it away has died of it.
 */
final class RegistryTrust {

    static final Duration LOADING = Duration.ofSeconds(60);

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Long> lastAway = new AtomicReference<>();
    private @Nullable Long lastTold;

    RegistryTrust(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void sawItAway() {
        lastAway.set(nanos.getAsLong());
    }

    boolean believes() {
        Long away = lastAway.get();
        return away == null || nanos.getAsLong() - away > LOADING.toNanos();
    }

    /** Whether to say now that it is away: once a minute, however many threads die of it. */
    synchronized boolean tells() {
        long now = nanos.getAsLong();
        if (lastTold != null && now - lastTold < TOLD_EVERY.toNanos()) {
            return false;
        }
        lastTold = now;
        return true;
    }

    /** 1 from the first failure to reach it until a minute after the last one. */
    void bindTo(MeterRegistry meters) {
        Gauge.builder("schema.registry.away", this, trust -> trust.believes() ? 0 : 1)
                .description("1 while the schema registry cannot be reached, and for a minute more")
                .register(meters);
    }
}
