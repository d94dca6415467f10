package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.runtime.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollSettingsTest {

    @TempDir
    Path folder;

    @Test
    void readsEveryKey() {
        Map<String, String> env = Map.of(
                "TARGETS_FILE",
                folder.toString(),
                "SECRETS_DIR",
                folder.toString(),
                "POLL_TICK",
                "PT0.1S",
                "POLL_MOST_IN_FLIGHT",
                "9",
                "POLL_CLOCK_MOST_AHEAD",
                "PT1M",
                "POLL_TARGET_METRICS",
                "false");

        assertThat(Env.read(env, PollSettings::from))
                .isEqualTo(new PollSettings(folder, folder, Duration.ofMillis(100), 9, Duration.ofMinutes(1), false));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> Env.read(Map.of("POLL_MOST_IN_FLIGHT", "0"), PollSettings::from))
                .hasMessageContaining("TARGETS_FILE is required")
                .hasMessageContaining("SECRETS_DIR is required")
                .hasMessageContaining("POLL_MOST_IN_FLIGHT is malformed");
    }

    @Test
    void isInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Env.settings(PollSettings::from)).allSatisfy(setting -> {
            String fallback = setting.fallback().isEmpty() ? "required" : "`" + setting.fallback() + "`";
            assertThat(readme).contains("| `" + setting.key() + "` | " + fallback + " |");
        });
    }
}
