package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A quota too small for its channels is spent where something is about to happen, and on everybody. */
class UrgencyTest {

    private static final Duration TIME = Duration.ofHours(6);

    @Test
    void tellsEndsAndStartsSoonerThanRoundRobinWithAThousandChannels() {
        Channels inTurn = new Channels(1000, TIME, Patience.NONE, false, 11);
        Channels urgent = new Channels(1000, TIME, Patience.TUNED, true, 11);

        assertThat(Channels.mean(urgent.ends)).isLessThan(0.92 * Channels.mean(inTurn.ends));
        assertThat(Channels.percentile(urgent.ends, 95)).isLessThan(0.92 * Channels.percentile(inTurn.ends, 95));
        assertThat(Channels.mean(urgent.starts)).isLessThan(1.02 * Channels.mean(inTurn.starts));
        assertThat(urgent.ends).hasSizeGreaterThan(1000);
    }

    /** Half a minute, which a quota for all of them would also take: each is wanted once a minute. */
    @Test
    void tellsEndsInTwoThirdsOfTheTimeWithAHundredChannels() {
        Channels inTurn = new Channels(100, TIME, Patience.NONE, false, 11);
        Channels urgent = new Channels(100, TIME, Patience.TUNED, true, 11);

        assertThat(Channels.mean(urgent.ends)).isLessThan(0.67 * Channels.mean(inTurn.ends));
        assertThat(Channels.mean(urgent.starts)).isLessThan(1.05 * Channels.mean(inTurn.starts));
    }

    /** Its patience, a round for all that stood there before, and the rest between two turns. */
    @Test
    void letsNobodyWaitForLongerThanItsPatienceAndARound() {
        Channels urgent = new Channels(1000, TIME, Patience.TUNED, true, 11);
        Duration most = Duration.ofMinutes(1).plus(urgent.round);

        assertThat(urgent.longest(Urgency.URGENT)).isLessThan(most);
        assertThat(urgent.longest(Urgency.LIVE)).isLessThan(most.plus(Patience.TUNED.of(Urgency.QUIET, urgent.round)));
        assertThat(urgent.longest(Urgency.QUIET)).isLessThan(most.plus(Patience.TUNED.of(Urgency.QUIET, urgent.round)));
        assertThat(urgent.asked()).hasSize(1000);
    }

    @Test
    void changesNothingWhereTheQuotaIsEnough() {
        Channels urgent = new Channels(10, TIME, Patience.TUNED, true, 11);

        assertThat(urgent.longest.values())
                .allSatisfy(longest -> assertThat(longest).isLessThan(Duration.ofSeconds(61)));
    }
}
