package io.tallylight.scte35;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PtsTest {
    private static final long LAST = Pts.MODULUS - 1;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void startsAgainAfterThirtyThreeBits() {
        assertThat(Pts.add(LAST, 1)).isZero();
        assertThat(Pts.add(0x1_0000_0000L, 0x1_0000_0001L)).isEqualTo(1);
    }

    @Test
    void differsByTheShorterWayRound() {
        assertThat(Pts.difference(10, LAST)).isEqualTo(11);
        assertThat(Pts.difference(LAST, 10)).isEqualTo(-11);
        assertThat(Pts.difference(Pts.MODULUS / 2 - 1, 0)).isEqualTo(Pts.MODULUS / 2 - 1);
        assertThat(Pts.difference(Pts.MODULUS / 2, 0)).isEqualTo(-Pts.MODULUS / 2);
    }

    @Test
    void unwrapsToTheNearestTurn() {
        long thirdTurn = 3 * Pts.MODULUS;

        assertThat(Pts.unwrap(5, thirdTurn - 100)).isEqualTo(thirdTurn + 5);
        assertThat(Pts.unwrap(LAST, thirdTurn + 100)).isEqualTo(thirdTurn - 1);
    }

    @Test
    void findsTheInstantAcrossTheWrap() {
        assertThat(Pts.instant(90_000, Pts.MODULUS - 90_000, NOON)).isEqualTo(NOON.plusSeconds(2));
        assertThat(Pts.instant(Pts.MODULUS - 45_000, 0, NOON)).isEqualTo(NOON.minusMillis(500));
    }

    @Test
    void keepsAllFortyBitsOfADuration() {
        assertThat(Pts.duration(Pts.MODULUS).toMillis()).isEqualTo(95_443_717);
        assertThat(Pts.duration((1L << 40) - 1)).isGreaterThan(Duration.ofDays(141));
    }

    @Test
    void convertsBothWays() {
        assertThat(Pts.ticks(Duration.ofMillis(30_500))).isEqualTo(2_745_000);
        for (long ticks = 0; ticks < 200_000; ticks += 7) {
            assertThat(Pts.ticks(Pts.duration(ticks))).isEqualTo(ticks);
        }
    }
}
