package io.tallylight.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenTest {

    private final Seen seen = new Seen();
    private final Sample sample = new Sample();

    @Test
    void tellsNewFromRestatedFromKnown() {
        sample.average = 1;
        assertThat(seen.revision(sample)).isEqualTo(1);
        assertThat(seen.revision(sample)).isZero();

        sample.average = 2;
        assertThat(seen.revision(sample)).isEqualTo(2);
    }

    @Test
    void readsAgainFromTheWindowBeforeTheNewest() {
        assertThat(seen.from(5)).isEqualTo(5);
        for (long start = 0; start < 4 * 60_000; start += 60_000) {
            sample.start = start;
            seen.revision(sample);
        }

        assertThat(seen.from(5)).isEqualTo(2 * 60_000);
    }
}
