package io.tallylight.alerter;

import static io.tallylight.alerter.Cues.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayClockTest {

    private final ReplayClock clock = new ReplayClock(Duration.ofSeconds(5), at(1000));

    @Test
    void standsStillUntilTheFirstCuesAreHere() {
        assertThat(clock.now(at(1004.9))).isEqualTo(Instant.EPOCH);
        assertThat(clock.now(at(1005))).isEqualTo(at(1005));
    }

    @Test
    void followsABacklogAndThenTheWall() {
        clock.heard(at(300), at(1001));

        assertThat(clock.now(at(1001))).isEqualTo(at(300));

        clock.heard(at(400), at(1003));

        assertThat(clock.now(at(1007.9))).isEqualTo(at(400));
        assertThat(clock.now(at(1008))).isEqualTo(at(1008));
    }

    @Test
    void aFreshCueEndsTheBacklog() {
        clock.heard(at(300), at(1001));
        clock.heard(at(1001), at(1002));

        assertThat(clock.now(at(1002))).isEqualTo(at(1002));
    }

    @Test
    void neverGoesBackWithinABacklog() {
        clock.heard(at(400), at(1001));
        clock.heard(at(300), at(1002));

        assertThat(clock.now(at(1002))).isEqualTo(at(400));
    }
}
