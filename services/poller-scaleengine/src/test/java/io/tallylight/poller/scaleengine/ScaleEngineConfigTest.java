package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.poller.Quota;
import io.tallylight.runtime.Env;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScaleEngineConfigTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_0-9]+)` \\| `?(.*?)`? \\|", Pattern.MULTILINE);

    @Test
    void readsEverySetting() {
        ScaleEngineConfig config = Fixtures.config(Map.of(
                "SCALEENGINE_API", "http://127.0.0.1:1/stable/",
                "SCALEENGINE_FORM", "urlencoded",
                "SCALEENGINE_ZONE", "America/Toronto",
                "SCALEENGINE_OVERLAP", "PT5M",
                "SCALEENGINE_MINUTES_HELD", "P15D",
                "SCALEENGINE_HOURS_HELD", "P30D",
                "SCALEENGINE_EMPTY_MESSAGE", "nobody",
                "SCALEENGINE_REQUESTS_PER_MINUTE", "7"));

        assertThat(config.api()).isEqualTo(URI.create("http://127.0.0.1:1/stable/"));
        assertThat(config.form()).isEqualTo(ScaleEngineForm.URLENCODED);
        assertThat(config.zone()).isEqualTo(ZoneId.of("America/Toronto"));
        assertThat(config.overlap()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.minutesHeld()).isEqualTo(Duration.ofDays(15));
        assertThat(config.hoursHeld()).isEqualTo(Duration.ofDays(30));
        assertThat(config.empty().pattern()).isEqualTo("nobody");
        assertThat(config.quota()).isEqualTo(new Quota(7, Duration.ofMinutes(1)));
    }

    @Test
    void tellsAMalformedPatternWithTheOtherProblems() {
        assertThatThrownBy(() -> Fixtures.config(Map.of("SCALEENGINE_EMPTY_MESSAGE", "(", "SCALEENGINE_API", "x")))
                .hasMessageContaining("SCALEENGINE_EMPTY_MESSAGE")
                .hasMessageContaining("SCALEENGINE_API");
    }

    @Test
    void standsInTheReadmeSettingBySetting() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));

        List<Env.Setting> told = rows.results()
                .map(row -> new Env.Setting(row.group(1), row.group(2)))
                .toList();

        assertThat(told).isEqualTo(Env.settings(ScaleEngineConfig::from));
    }
}
