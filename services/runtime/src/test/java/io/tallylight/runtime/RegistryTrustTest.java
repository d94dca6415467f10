package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RegistryTrustTest {

    private static final long MINUTE = 60_000_000_000L;
    private final AtomicLong nanos = new AtomicLong();
    private final RegistryTrust trust = new RegistryTrust(nanos::get);

    @Test
    void saysOnceAMinuteThatItIsAway() {
        assertThat(trust.tells()).isTrue();
        nanos.set(MINUTE - 1);
        assertThat(trust.tells()).isFalse();
        nanos.set(MINUTE);
        assertThat(trust.tells()).isTrue();
        assertThat(trust.tells()).isFalse();
    }

    @Test
    void countsAsAwayForAMinuteMore() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        trust.bindTo(meters);

        assertThat(away(meters)).isZero();
        trust.sawItAway();
        nanos.set(MINUTE);
        assertThat(away(meters)).isEqualTo(1);
        nanos.set(MINUTE + 1);
        assertThat(away(meters)).isZero();
    }

    private static double away(SimpleMeterRegistry meters) {
        return meters.get("schema.registry.away").gauge().value();
    }
}
