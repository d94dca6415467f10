package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.huawei.HuaweiConfig.Regions;
import io.tallylight.poller.targets.Fields;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HuaweiChannelTest {

    @Test
    void asksWithTheBytesOfTheProvidersExample() {
        String question =
                Fixtures.CHANNEL.question(Fixtures.ASK, Regions.MASTER).toString();

        assertThat(question)
                .isEqualTo("{\"domain\":\"www.huaweiott.pushdomain.com\",\"app_name\":\"live\",\"id\":\"channelId\","
                        + "\"type\":\"scte35\",\"scte35\":{\"type\":\"all\",\"start_time\":1741650609,"
                        + "\"end_time\":1741658609}}");
    }

    @Test
    void namesOtherRegionsThanTheProvidersDefault() {
        assertThat(Fixtures.CHANNEL.question(Fixtures.ASK, Regions.ALL).toString())
                .endsWith("},\"region_type\":\"all\"}");
    }

    @Test
    void asksForFullPages() {
        assertThat(Fixtures.CHANNEL.uri(URI.create("https://live.example.com/"), Fixtures.ASK))
                .hasToString("https://live.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/ott/channels/statistic"
                        + "?limit=100&offset=0");
    }

    @Test
    void isNamedByAllThatTellsChannelsApart() {
        Fields fields = new Fields("line 1", Map.of("domain", "d.example.com", "app", "live", "channel", 7L));

        HuaweiChannel channel = HuaweiChannel.read("p1", fields);

        assertThat(fields.problems()).isEmpty();
        assertThat(channel.name()).isEqualTo("p1/d.example.com/live/7");
        assertThat(channel.key()).isEqualTo("huawei/p1/d.example.com/live/7");
    }

    @Test
    void saysAllThatIsWrongWithATarget() {
        Fields fields = new Fields("line 1", Map.of("domain", "d example", "app", "live/x", "chanel", "1"));

        HuaweiChannel.read("a/b", fields);

        assertThat(String.join("\n", fields.problems()))
                .contains("account expected a project id")
                .contains("domain expected")
                .contains("app expected")
                .contains("channel is required")
                .contains("chanel is no field");
    }
}
