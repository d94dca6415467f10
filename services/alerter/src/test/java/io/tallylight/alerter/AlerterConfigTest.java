package io.tallylight.alerter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.alerter.rules.Rule;
import io.tallylight.runtime.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlerterConfigTest {

    @Test
    void readsEveryKey() {
        AlerterConfig config = Env.read(
                Map.of(
                        "ALERTER_GRACE", "PT1S",
                        "ALERTER_LONGEST_BREAK", "PT2S",
                        "ALERTER_GIVE_UP", "PT3S",
                        "ALERTER_SETTLE", "PT4S",
                        "ALERTER_REMEMBER", "PT5S",
                        "ALERTER_WARM_UP", "PT6S",
                        "ALERTER_QUIET", "PT7S",
                        "ALERTER_NO_SIGNAL", "PT8S",
                        "ALERTER_LIVE_FOR", "PT9S",
                        "ALERTER_TICK", "PT10S"),
                AlerterConfig::from);

        assertThat(List.of(
                        config.limits().grace(),
                        config.limits().longest(),
                        config.limits().giveUp(),
                        config.limits().settle(),
                        config.limits().remember(),
                        config.warmUp(),
                        config.quiet(),
                        config.noSignal(),
                        config.liveFor(),
                        config.tick()))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThatThrownBy(() -> Env.read(Map.of("ALERTER_GRACE", "soon"), AlerterConfig::from))
                .hasMessageContaining("ALERTER_GRACE");
    }

    @Test
    void theReadmeListsEverySettingAndItsDefault() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Env.settings(AlerterConfig::from))
                .allSatisfy(one -> assertThat(readme).contains("| `" + one.key() + "` | `" + one.fallback() + "` |"));
    }

    @Test
    void theReadmeListsEveryRuleWithItsSeverityAndDefinition() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Env.read(Map.of(), AlerterConfig::from).rules())
                .hasSize(6)
                .allSatisfy(rule -> assertThat(readme).contains(row(rule)));
    }

    private static String row(Rule rule) {
        String severity = rule.severity().name().toLowerCase(Locale.ROOT);
        return "| `" + rule.code() + "` | " + severity + " | " + rule.definition() + " |";
    }
}
