package io.tallylight.poller.polyv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPaceTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofDays(1);

    private long now = Long.MAX_VALUE - 5; // a clock of nanoseconds may pass the end of its numbers

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void neverPassesItsQuotaInAnyStretchOfTheWindow(int requests) {
        AddressPace pace = pace(requests);
        List<Long> made = new ArrayList<>();
        long begun = now;
        for (int request = 0; request < 3 * requests + 3; request++) {
            made.add(now - begun + pace.reserve(LONG).orElseThrow().toNanos());
            now += request % 3 == 0 ? 1_000_000 : 0;
        }

        for (int first = 0; first + requests < made.size(); first++) {
            assertThat(made.get(first + requests) - made.get(first))
                    .isGreaterThanOrEqualTo(WINDOW.toNanos() - requests);
        }
    }

    @Test
    void letsASmallBurstThroughAtOnceAndSpacesTheRest() {
        AddressPace pace = pace(100);

        for (int burst = 0; burst < 20; burst++) {
            assertThat(pace.reserve(LONG)).contains(Duration.ZERO);
        }
        assertThat(pace.reserve(LONG)).contains(Duration.ofMillis(125));
        assertThat(pace.reserve(LONG)).contains(Duration.ofMillis(250));
    }

    @Test
    void isFreshAgainAfterARest() {
        AddressPace pace = pace(10);
        for (int request = 0; request < 10; request++) {
            pace.reserve(LONG);
        }

        now += Duration.ofMinutes(1).toNanos();

        assertThat(pace.reserve(LONG)).contains(Duration.ZERO);
        assertThat(pace.reserve(LONG)).contains(Duration.ZERO);
        assertThat(pace.reserve(LONG).orElseThrow()).isPositive();
    }

    @Test
    void takesNoPermitForAWaitThatIsTooLong() {
        AddressPace pace = pace(1);
        pace.reserve(LONG);

        assertThat(pace.reserve(Duration.ofSeconds(9))).isEqualTo(Optional.empty());
        assertThat(pace.reserve(Duration.ofSeconds(10))).contains(WINDOW);
    }

    @Test
    void restsForTheLongerOfTwoBlocks() {
        AddressPace pace = pace(1);
        assertThat(pace.rests()).isZero();

        pace.rest(Duration.ofMinutes(5));
        pace.rest(Duration.ofSeconds(17));
        now += Duration.ofSeconds(299).toNanos();
        assertThat(pace.rests()).isEqualTo(Duration.ofSeconds(1));
        now += Duration.ofSeconds(1).toNanos();
        assertThat(pace.rests()).isZero();
    }

    private AddressPace pace(int requests) {
        return new AddressPace(new Quota(requests, WINDOW), () -> now);
    }
}
