package io.tallylight.poller.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Thirty ticks are thirty seconds here. */
class PulseTest {

    private final Pulse pulse = new Pulse(new HttpLimits(1, 1, Duration.ofSeconds(30), 1024, Duration.ofMinutes(10)));

    @Test
    void waitsThirtySecondsForTheFirstByte() {
        assertThat(seconds(29, 0)).isEmpty();
        assertThat(seconds(1, 0)).contains("Nothing came for PT30S");
    }

    @Test
    void waitsAsLongForTheBodyAfterTheHead() {
        assertThat(seconds(29, 0)).isEmpty();
        pulse.head();
        assertThat(seconds(30, 0)).isEmpty();
        assertThat(seconds(1, 0)).contains("Nothing came for PT30S");
    }

    @Test
    void doesNotBearAnAnswerThatDrips() {
        assertThat(seconds(30, 34)).as("1020 bytes in 30 seconds").contains("Only 1020 bytes came in PT30S");
    }

    @Test
    void bearsOneThatIsSlow() {
        assertThat(seconds(600, 35)).as("1050 bytes in 30 seconds").isEmpty();
    }

    @Test
    void endsAnAnswerThatTakesTooLong() {
        assertThat(seconds(600, 100_000)).isEmpty();
        assertThat(seconds(1, 100_000)).contains("The answer takes longer than PT10M");
    }

    @Test
    void doesNotCountTheTimeInWhichWeDoNotRead() {
        assertThat(seconds(29, 0)).isEmpty();
        for (int second = 0; second < 1000; second++) {
            assertThat(pulse.ticked(true)).isEmpty();
        }
        assertThat(pulse.ticked(false))
                .as("read again in the middle of this second")
                .isEmpty();
        assertThat(pulse.ticked(false)).contains("Nothing came for PT30S");
    }

    @Test
    void doesNotCountASecondWithAPause() {
        for (int second = 0; second < 1000; second++) {
            pulse.held();
            assertThat(pulse.ticked(false)).isEmpty();
        }
    }

    private Optional<String> seconds(int seconds, int bytes) {
        Optional<String> fault = Optional.empty();
        for (int second = 0; second < seconds && fault.isEmpty(); second++) {
            pulse.came(bytes);
            fault = pulse.ticked(false);
        }
        return fault;
    }
}
