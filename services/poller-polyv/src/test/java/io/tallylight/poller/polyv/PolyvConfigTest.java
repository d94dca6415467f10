package io.tallylight.poller.polyv;

import static org.assertj.core.api.Assertions.assertThat;

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

class PolyvConfigTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_0-9]+)` \\| `?(.*?)`? \\|", Pattern.MULTILINE);

    @Test
    void readsEverySetting() {
        PolyvConfig config = Fixtures.config(Map.of(
                "POLYV_API", "http://127.0.0.1:1",
                "POLYV_ZONE", "UTC",
                "POLYV_LEAST_REST", "PT5S",
                "POLYV_BLOCK", "PT1M",
                "POLYV_REQUESTS_PER_10S", "7"));

        assertThat(config)
                .isEqualTo(new PolyvConfig(
                        URI.create("http://127.0.0.1:1"),
                        ZoneId.of("UTC"),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        new Quota(7, Duration.ofSeconds(10))));
    }

    @Test
    void standsInTheReadmeSettingBySetting() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));

        List<Env.Setting> told = rows.results()
                .map(row -> new Env.Setting(row.group(1), row.group(2)))
                .toList();

        assertThat(told).isEqualTo(Env.settings(PolyvConfig::from));
    }
}
