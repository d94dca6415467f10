package io.tallylight.poller.polyv;

import io.tallylight.poller.Quota;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When this process may ask, whatever the account: the provider counts by address, and shuts one out. Requests are spaced
 * evenly after a small burst, so that no stretch of the quota's window ever holds more. Thread-safe.
 */
final class AddressPace {

    private final LongSupplier nanos;
    private final long spacing;
    private final long burst;
    private long nextPermit;
    private long restsUntil;

    /** @param nanos a clock that only goes on, such as {@link System#nanoTime} */
    AddressPace(Quota quota, LongSupplier nanos) {
        int atOnce = Math.max(1, quota.requests() / 5);
        this.nanos = nanos;
        this.spacing = quota.window().toNanos() / Math.max(1, quota.requests() - atOnce);
        this.burst = spacing * (atOnce - 1);
        this.nextPermit = nanos.getAsLong();
        this.restsUntil = nextPermit;
    }

    /** Takes the next permit, and says how long to wait for it; empty, and nothing taken, if longer than {@code most}. */
    synchronized Optional<Duration> reserve(Duration most) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, nextPermit - burst - now);
        if (wait > most.toNanos()) {
            return Optional.empty();
        }
        nextPermit = now + Math.max(0, nextPermit - now) + spacing;
        return Optional.of(Duration.ofNanos(wait));
    }

    /** The address is shut out; of two such times the longer one counts. */
    synchronized void rest(Duration time) {
        long until = nanos.getAsLong() + time.toNanos();
        restsUntil = until - restsUntil > 0 ? until : restsUntil;
    }

    /** How long it still is; zero when it is not. */
    synchronized Duration rests() {
        return Duration.ofNanos(Math.max(0, restsUntil - nanos.getAsLong()));
    }
}
