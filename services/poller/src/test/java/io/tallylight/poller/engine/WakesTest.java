package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakesTest {

    private static final Duration LONGEST = Duration.ofMillis(200);
    private long nanos = Long.MAX_VALUE - 5; // System.nanoTime() may overflow
    private final Wakes wakes = new Wakes(() -> nanos);

    @Test
    void waitsForTheFirstOfAllTasks() {
        wakes.in("a", Duration.ofMillis(50));
        wakes.in("b", Duration.ofMillis(20));

        assertThat(wakes.get()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void waitsForWhatIsLeft() {
        wakes.in("a", Duration.ofMillis(50));
        nanos += 30_000_000;

        assertThat(wakes.get()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void neverWaitsSoLongThatAStopGoesUnnoticed() {
        assertThat(wakes.get()).isEqualTo(LONGEST);

        wakes.in("a", Duration.ofHours(1));

        assertThat(wakes.get()).isEqualTo(LONGEST);
    }

    @Test
    void waitsForTheNextMillisecondWhereItIsLate() {
        wakes.in("a", Duration.ofMillis(50));
        nanos += 80_000_000;

        assertThat(wakes.get()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void forgetsATaskThatIsGone() {
        wakes.in("a", Duration.ofMillis(50));

        wakes.gone("a");

        assertThat(wakes.get()).isEqualTo(LONGEST);
    }
}
