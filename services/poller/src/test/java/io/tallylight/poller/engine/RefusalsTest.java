package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Span;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final Refusals refusals = new Refusals();

    @Test
    void givesUpWhatThreeRefusalsHaveInCommon() {
        assertThat(refusals.refused(span(0, 100))).isEmpty();
        assertThat(refusals.refused(span(10, 110))).isEmpty();
        assertThat(refusals.refused(span(20, 120))).contains(span(20, 100));
    }

    @Test
    void countsStretchesThatHaveNothingInCommonApart() {
        refusals.refused(span(0, 10));
        refusals.refused(span(10, 20));
        refusals.refused(span(0, 10));

        assertThat(refusals.refused(span(10, 20))).isEmpty();
        assertThat(refusals.refused(span(0, 10))).contains(span(0, 10));
    }

    @Test
    void countsWhatWasGivenUpAnew() {
        refusals.refused(span(0, 10));
        refusals.refused(span(0, 10));
        refusals.refused(span(0, 10));

        assertThat(refusals.refused(span(0, 10))).isEmpty();
    }

    @Test
    void countsOnWhereAnAnswerDoesNotReach() {
        refusals.refused(span(0, 100));
        refusals.refused(span(0, 100));

        refusals.had(span(40, 60));

        assertThat(refusals.refused(span(40, 60))).isEmpty();
        assertThat(refusals.refused(span(0, 40))).contains(span(0, 40));
        assertThat(refusals.refused(span(60, 100))).contains(span(60, 100));
    }

    @Test
    void keepsTheLatestFewInMind() {
        refusals.refused(span(0, 1));
        refusals.refused(span(0, 1));
        for (int i = 1; i <= 8; i++) {
            refusals.refused(span(i, i + 1));
        }

        assertThat(refusals.refused(span(0, 1))).isEmpty();
    }

    @Test
    void countsNothingWhereNothingIsRefused() {
        assertThat(refusals.refused(span(5, 5))).isEqualTo(Optional.empty());
        assertThat(refusals.refused(span(5, 5))).isEqualTo(Optional.empty());
        assertThat(refusals.refused(span(5, 5))).isEqualTo(Optional.empty());
    }

    private static Span span(int from, int to) {
        return new Span(START.plusSeconds(from), START.plusSeconds(to));
    }
}
