package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.runtime.Env;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WangsuConfigTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_0-9]+)` \\| `?(.*?)`? \\|", Pattern.MULTILINE);

    @Test
    void readsEverySetting() {
        WangsuConfig config = Fixtures.config(Map.of(
                "WANGSU_API", "http://127.0.0.1:1/wangsu",
                "WANGSU_TIME_ZONE", "GMT-05:00",
                "WANGSU_REQUESTS", "7",
                "WANGSU_HELD_DAYS", "90",
                "WANGSU_LONGEST_DAYS", "10",
                "WANGSU_OPEN_WITHIN", "PT1M"));

        assertThat(config)
                .isEqualTo(new WangsuConfig(
                        URI.create("http://127.0.0.1:1/wangsu"), "GMT-05:00", 7, 90, 10, Duration.ofMinutes(1)));
        assertThat(config.zone().getRules().getOffset(java.time.Instant.EPOCH)).isEqualTo(ZoneOffset.ofHours(-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "GMT+8", "GMT+08:30", "GMT+15:00", "+08:00"})
    void refusesAZoneThatTheProviderWouldRefuse(String zone) {
        assertThatThrownBy(() -> Fixtures.config(Map.of("WANGSU_TIME_ZONE", zone, "WANGSU_REQUESTS", "301")))
                .hasMessageContaining("WANGSU_TIME_ZONE")
                .hasMessageContaining("WANGSU_REQUESTS");
    }

    @Test
    void refusesAHistoryInWhichNoDayCouldBecomeFinal() {
        assertThatThrownBy(() -> Fixtures.config(Map.of("WANGSU_HELD_DAYS", "1")))
                .hasMessageContaining("WANGSU_HELD_DAYS");
    }

    @Test
    void standsInTheReadmeSettingBySetting() throws IOException {
        List<Env.Setting> told = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> new Env.Setting(row.group(1), row.group(2)))
                .toList();

        assertThat(told).isEqualTo(Env.settings(WangsuConfig::from));
    }
}
