package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.engine.Breaker.State;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final Breaker breaker = new Breaker(new Pace(new SplittableRandom(5)), 0);

    @Test
    void opensAtTheFifthBrokenAnswerInSuccession() {
        for (int i = 0; i < 4; i++) {
            assertThat(breaker.breaks(START, START)).isFalse();
        }
        assertThat(breaker.state(START)).isEqualTo(State.CLOSED);

        assertThat(breaker.breaks(START, START)).isTrue();

        assertThat(breaker.state(START)).isEqualTo(State.OPEN);
        assertThat(breaker.openUntil()).isBetween(START.plusMillis(2500), START.plusMillis(5000));
    }

    @Test
    void countsFromTheBeginningAgainAfterAnyOtherAnswer() {
        for (int i = 0; i < 4; i++) {
            breaker.breaks(START, START);
        }
        assertThat(breaker.closes()).isFalse();

        assertThat(breaker.breaks(START, START)).isFalse();
        assertThat(breaker.broken()).isEqualTo(1);
    }

    @Test
    void isHalfOpenWhenItsRestIsOver() {
        trip();

        assertThat(breaker.state(breaker.openUntil().minusMillis(1))).isEqualTo(State.OPEN);
        assertThat(breaker.state(breaker.openUntil())).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void ignoresThoseThatWereAskedBeforeItOpened() {
        trip();
        Instant until = breaker.openUntil();

        assertThat(breaker.breaks(START, until.plusSeconds(9))).isFalse();

        assertThat(breaker.openUntil()).isEqualTo(until);
        assertThat(breaker.broken()).isEqualTo(Breaker.TRIPS_AT);
    }

    @Test
    void restsLongerEachTimeUpToFiveMinutes() {
        trip();
        Duration last = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            Instant asked = breaker.openUntil();
            assertThat(breaker.breaks(asked, asked)).isTrue();
            Duration rest = Duration.between(asked, breaker.openUntil());
            assertThat(rest.multipliedBy(2)).isGreaterThanOrEqualTo(last);
            last = rest;
        }
        assertThat(last).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void closesWithAnythingButABrokenAnswer() {
        trip();

        assertThat(breaker.closes()).isTrue();

        assertThat(breaker.state(START)).isEqualTo(State.CLOSED);
        assertThat(breaker.breaks(START, START)).isFalse();
    }

    @Test
    void isHalfOpenAfterARestartThatFoundItOpen() {
        assertThat(new Breaker(new Pace(new SplittableRandom(5)), 7).state(START))
                .isEqualTo(State.HALF_OPEN);
    }

    private void trip() {
        for (int i = 0; i < Breaker.TRIPS_AT; i++) {
            breaker.breaks(START, START);
        }
    }
}
