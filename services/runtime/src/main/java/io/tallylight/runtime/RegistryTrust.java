package io.tallylight.runtime;

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

    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Long> lastAway = new AtomicReference<>();

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
}
