package io.tallylight.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

    private final Page page = new Page("""
            # TYPE poll_turns_total counter
            poll_turns_total{answer="broken",provider="scaleengine"} 2.0
            poll_turns_total{answer="data",provider="scaleengine"} 12.0
            poll_turns_total{answer="data",provider="polyv"} 1.0E2
            poll_turns_total_more{answer="data"} 7.0
            up 1.0
            """);

    @Test
    void addsUpWhatHasTheLabels() {
        assertThat(page.sum("poll_turns_total", "answer=\"data\"")).isEqualTo(112);
        assertThat(page.sum("poll_turns_total", "answer=\"data\"", "provider=\"polyv\""))
                .isEqualTo(100);
        assertThat(page.sum("poll_turns_total")).isEqualTo(114);
    }

    @Test
    void readsWhatHasNoLabelsAndNothingWhereThereIsNoSuchMetric() {
        assertThat(page.sum("up")).isEqualTo(1);
        assertThat(page.sum("down")).isZero();
    }
}
