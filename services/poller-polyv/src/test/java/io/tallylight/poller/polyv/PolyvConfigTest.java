package io.tallylight.poller.polyv;

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
import java.util.Optional;
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
                "POLYV_REQUESTS_PER_10S", "7",
                "POLYV_ADDRESS_REQUESTS_PER_10S", "70",
                "POLYV_HELD_DAYS", "365"));

        assertThat(config)
                .isEqualTo(new PolyvConfig(
                        URI.create("http://127.0.0.1:1"),
                        ZoneId.of("UTC"),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        new Quota(7, Duration.ofSeconds(10)),
                        new Quota(70, Duration.ofSeconds(10)),
                        Optional.of(365)));
    }

    @Test
    void staysWellUnderWhatTheProviderAllowsAnAddress() {
        assertThat(Fixtures.config(Map.of()).address()).isEqualTo(new Quota(1000, Duration.ofSeconds(10)));
        assertThatThrownBy(() -> Fixtures.config(Map.of("POLYV_ADDRESS_REQUESTS_PER_10S", "1501")))
                .hasMessageContaining("POLYV_ADDRESS_REQUESTS_PER_10S");
    }

    @Test
    void knowsNotHowMuchIsHeldUntilItIsTold() {
        assertThat(Fixtures.config(Map.of()).heldDays()).isEmpty();
        assertThatThrownBy(() -> Fixtures.config(Map.of("POLYV_HELD_DAYS", "2")))
                .hasMessageContaining("POLYV_HELD_DAYS");
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
