package io.tallylight.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final Rejections rejections =
            new Rejections("poller-x", text -> text.replace("hüter-22", "***").replace("hunter22", "***"));

    @Test
    void keepsTheFirst8KibOfTheInputAndItsLength() {
        Rejection rejection = of("why", new byte[10_000]);

        assertThat(rejection.getInput().remaining()).isEqualTo(8192);
        assertThat(rejection.getInputBytes()).isEqualTo(10_000);
        assertThat(of("w".repeat(5000), new byte[0]).getReason()).hasSize(1000);
    }

    @Test
    void redactsInputAndReason() {
        Rejection rejection = of("no hunter22", "key=hüter-22 ".getBytes(UTF_8));

        assertThat(UTF_8.decode(rejection.getInput()).toString()).isEqualTo("key=*** ");
        assertThat(rejection.getReason()).isEqualTo("no ***");
    }

    @Test
    void redactsBeforeItCuts() {
        byte[] input = ("x".repeat(8190) + "hunter22").getBytes(UTF_8);

        assertThat(UTF_8.decode(of("why", input).getInput()).toString()).endsWith("x**");
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] input = {0, (byte) 0xFF, (byte) 0xC3, 'h', 'u', 'n', 't', 'e', 'r', '2', '2', 9};

        assertThat(of("why", input).getInput().array()).containsExactly(0, (byte) 0xFF, (byte) 0xC3, '*', '*', '*', 9);
    }

    @Test
    void theSameFaultMetAgainHasTheSameId() {
        byte[] input = {1, 2};
        Rejection first = of("why", input);
        Rejection later = rejections.of(Stage.DECODE, "t/0/1", "why", null, input, NOW.plusSeconds(60));

        assertThat(later.getId()).isEqualTo(first.getId()).matches("poller-x/[0-9a-f]{24}");
        assertThat(of("another", input).getId()).isNotEqualTo(first.getId());
        assertThat(of("why", new byte[] {1}).getId()).isNotEqualTo(first.getId());
        assertThat(rejections.of(Stage.DECODE, "t/0/2", "why", null, input, NOW).getId())
                .isNotEqualTo(first.getId());
    }

    private Rejection of(String reason, byte[] input) {
        return rejections.of(Stage.DECODE, "t/0/1", reason, null, input, NOW);
    }
}
