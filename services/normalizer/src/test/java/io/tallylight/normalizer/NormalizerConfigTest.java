package io.tallylight.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.runtime.Env;
import io.tallylight.runtime.Env.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizerConfigTest {

    @Test
    void readsEverySetting(@TempDir Path folder) throws IOException {
        Path channels = Files.writeString(folder.resolve("channels.yaml"), "");
        Map<String, String> env = Map.of(
                "CHANNELS_FILE", channels.toString(),
                "REMEMBER_FOR", "P3D",
                "COMMIT_EVERY", "PT1S",
                "STREAM_THREADS", "4");

        assertThat(Env.read(env, NormalizerConfig::from))
                .isEqualTo(new NormalizerConfig(Optional.of(channels), Duration.ofDays(3), Duration.ofSeconds(1), 4));
        assertThat(Env.settings(NormalizerConfig::from))
                .extracting(Setting::key)
                .containsExactlyInAnyOrderElementsOf(env.keySet());
    }

    @Test
    void isWhatTheReadmeSays() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
                .map(NormalizerConfigTest::row)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Env.settings(NormalizerConfig::from).stream()
                        .map(setting -> setting.key() + "=" + setting.fallback())
                        .toList());
    }

    private static String row(String line) {
        String[] cells = line.split("\\|", -1);
        return cells[1].strip().replace("`", "") + "=" + cells[2].strip().replace("`", "");
    }
}
