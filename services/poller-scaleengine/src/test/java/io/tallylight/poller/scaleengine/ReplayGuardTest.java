package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayGuardTest {

    private final ReplayGuard seconds = new ReplayGuard();

    @Test
    void givesTheSameRequestALaterSecondEachTime() {
        assertThat(seconds.unused("same", 100)).isEqualTo(100);
        assertThat(seconds.unused("same", 100)).isEqualTo(101);
        assertThat(seconds.unused("same", 100)).isEqualTo(102);
    }

    @Test
    void letsDifferentRequestsShareASecond() {
        seconds.unused("one", 100);

        assertThat(seconds.unused("other", 100)).isEqualTo(100);
    }

    @Test
    void returnsToTheClockOnceItHasCaughtUp() {
        seconds.unused("same", 100);
        seconds.unused("same", 100);

        assertThat(seconds.unused("same", 102)).isEqualTo(102);
    }

    @Test
    void usesNoSecondAgainWhenTheClockGoesBackALittle() {
        seconds.unused("same", 100);
        seconds.unused("same", 101);
        seconds.unused("same", 115);

        assertThat(seconds.unused("same", 100)).isEqualTo(102);
    }

    /** The provider's own clock may be wrong for a while: its timestamps would be taken for too early ever after. */
    @Test
    void returnsToAClockThatIsSetBack() {
        seconds.unused("same", 700);

        assertThat(seconds.unused("same", 100)).isEqualTo(100);
        assertThat(seconds.unused("same", 100)).isEqualTo(101);
        assertThat(seconds.unused("same", 700)).isEqualTo(701);
    }
}
