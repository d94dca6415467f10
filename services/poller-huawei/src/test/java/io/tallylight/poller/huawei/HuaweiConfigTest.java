package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.runtime.Env;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HuaweiConfigTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_0-9]+)` \\| `?(.*?)`? \\|", Pattern.MULTILINE);

    @Test
    void readsEverySetting() {
        HuaweiConfig config = Fixtures.config(Map.of(
                "HUAWEI_API", "http://127.0.0.1:1/live",
                "HUAWEI_IAM_API", "http://127.0.0.1:1/iam",
                "HUAWEI_REGION_TYPE", "all",
                "HUAWEI_SETTLE", "PT5S",
                "HUAWEI_OVERLAP", "PT5M",
                "HUAWEI_LEAD", "PT1M1S",
                "HUAWEI_LONGEST_WINDOW", "PT1H",
                "HUAWEI_REQUESTS_PER_MINUTE", "7",
                "HUAWEI_HELD", "PT36H",
                "HUAWEI_BREAK_WITHIN", "PT20M"));

        assertThat(config)
                .isEqualTo(new HuaweiConfig(
                        URI.create("http://127.0.0.1:1/live"),
                        URI.create("http://127.0.0.1:1/iam"),
                        HuaweiConfig.Regions.ALL,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(61),
                        Duration.ofHours(1),
                        7,
                        Optional.of(Duration.ofHours(36)),
                        Duration.ofMinutes(20)));
    }

    @Test
    void knowsNotHowMuchIsHeldUntilItIsTold() {
        assertThat(Fixtures.config(Map.of()).held()).isEmpty();
        assertThatThrownBy(() -> Fixtures.config(Map.of("HUAWEI_HELD", "P0D"))).hasMessageContaining("HUAWEI_HELD");
    }

    @Test
    void asksNoMoreThanTheProviderAllows() {
        assertThatThrownBy(() -> Fixtures.config(Map.of("HUAWEI_REQUESTS_PER_MINUTE", "81")))
                .hasMessageContaining("HUAWEI_REQUESTS_PER_MINUTE");
    }

    @Test
    void standsInTheReadmeSettingBySetting() throws IOException {
        List<Env.Setting> told = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> new Env.Setting(row.group(1), row.group(2)))
                .toList();

        assertThat(told).isEqualTo(Env.settings(HuaweiConfig::from));
    }
}
