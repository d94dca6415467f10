package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakesTest {

    private static final Duration LONGEST = Duration.ofMillis(200);
    private static final Duration USUAL = Duration.ofMillis(10);
    private long nanos = Long.MAX_VALUE - 5; // System.nanoTime() may overflow
    private final Wakes wakes = new Wakes(() -> nanos);

    @Test
    void waitsForTheFirstOfAllTasks() {
        wakes.in("a", Duration.ofMillis(50));
        wakes.in("b", Duration.ofMillis(20));

        assertThat(idle(2)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void waitsForWhatIsLeft() {
        wakes.in("a", Duration.ofMillis(50));
        nanos += 30_000_000;

        assertThat(idle(1)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void neverWaitsSoLongThatAStopGoesUnnoticed() {
        wakes.in("a", Duration.ofHours(1));

        assertThat(idle(1)).isEqualTo(LONGEST);
    }

    @Test
    void waitsAsLongEachTimeWhileNothingIsDue() {
        wakes.in("a", Duration.ofHours(1));
        nanos += Duration.ofMinutes(30).toNanos();

        assertThat(idle(1)).isEqualTo(LONGEST);
    }

    @Test
    void waitsForTheNextMillisecondWhereItIsLate() {
        wakes.in("a", Duration.ofMillis(50));
        nanos += 80_000_000;

        assertThat(idle(1)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void waitsNoLongerThanUsualWhileTasksAreStarting() {
        wakes.in("a", Duration.ofHours(1));

        assertThat(idle(2)).isEqualTo(USUAL);
    }

    @Test
    void forgetsATaskThatIsGone() {
        wakes.in("a", Duration.ofMillis(20));

        wakes.gone("a");

        assertThat(idle(0)).isEqualTo(Duration.ofMillis(50));
    }

    private Duration idle(int partitions) {
        return wakes.of(partitions, USUAL);
    }
}
