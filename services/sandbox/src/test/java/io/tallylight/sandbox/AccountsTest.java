package io.tallylight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    @TempDir
    Path dir;

    @Test
    void laysOutSecretsOneFileEachAndTargetsWithoutThem() throws Exception {
        Accounts.writeTo(dir.resolve("secrets"), dir.resolve("targets"), Duration.ofSeconds(5));

        assertThat(dir.resolve("secrets/sandbox-scaleengine/secret-key")).hasContent(Accounts.SCALEENGINE.secretKey());
        assertThat(dir.resolve("secrets/sandbox-huawei/access-key")).hasContent(Accounts.HUAWEI.accessKey());
        for (String provider : List.of("scaleengine", "polyv", "huawei", "wangsu")) {
            String targets = Files.readString(dir.resolve("targets/targets-" + provider + ".yaml"));
            assertThat(targets)
                    .contains("credentials: sandbox-" + provider, "every: PT5S")
                    .doesNotContain("not-a-secret");
        }
    }

    @Test
    void mapsEveryIngestChannelToAChannelOfTheHouse() throws Exception {
        Accounts.writeTo(dir, dir);

        String channels = Files.readString(dir.resolve("channels.yaml"));
        for (String channel : Scenario.INGEST_CHANNELS) {
            assertThat(channels)
                    .contains(Scenario.INGEST_DOMAIN + "/" + Scenario.INGEST_APP + "/" + channel + "\"")
                    .contains("channel: " + channel.replace("channel", "channel-"));
        }
    }
}
