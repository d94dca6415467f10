package io.tallylight.normalizer.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.normalizer.mapping.StreamName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelsYamlTest {

    @Test
    void givesTheFirstRuleThatMatches() {
        ChannelNames names = ChannelsYaml.parse("""
                - { channel: channel-1, provider: scaleengine, account: "158", stream: "demo-live/channel1*" }
                - { channel: channel-1, provider: wangsu, stream: "*/live/one" }
                - { channel: accounts, provider: polyv, stream: "" }
                - { channel: rest, account: 1* }
                """);

        assertThat(names.channelOf(new StreamName("scaleengine", "158", "demo-live/channel1_720p")))
                .contains("channel-1");
        assertThat(names.channelOf(new StreamName("wangsu", "a", "www.a.com/live/one")))
                .contains("channel-1");
        assertThat(names.channelOf(new StreamName("polyv", "u1", ""))).contains("accounts");
        assertThat(names.channelOf(new StreamName("scaleengine", "158", "demo-live/other")))
                .contains("rest");
        assertThat(names.channelOf(new StreamName("wangsu", "a", "www.a.com/live/one/more")))
                .isEmpty();
    }

    @Test
    void takesEverythingButTheStarLiterally() {
        ChannelNames names = ChannelsYaml.parse("- { channel: c, stream: 'a.b/**x' }");

        assertThat(names.channelOf(new StreamName("p", "a", "a.b/anyx"))).contains("c");
        assertThat(names.channelOf(new StreamName("p", "a", "acb/anyx"))).isEmpty();
    }

    @Test
    void namesEveryProblemWithItsLine() {
        assertThatThrownBy(() -> ChannelsYaml.parse("""
                - { channel: a, provider: wangsu }
                - { provider: polyv, sream: x }
                - news
                - channel: b
                  channel: c
                  account: [1]
                  provider:
                """))
                .isInstanceOf(InvalidChannels.class)
                .hasMessage("""
                line 2: sream: expected one of channel, provider, account, stream, found sream
                line 2: channel: expected a text, found nothing
                line 3: expected a channel with patterns, such as { channel: news, provider: scaleengine, \
                account: "158", stream: "live/*" }, found 'news'
                line 5: channel: expected once, found again
                line 6: account: expected a text, found a list
                line 7: provider: expected a text, found nothing""");
    }

    @Test
    void namesTheLineThatIsNoYaml() {
        assertThatThrownBy(() -> ChannelsYaml.parse("- { channel: a }\n- { channel: b\n"))
                .isInstanceOf(InvalidChannels.class)
                .hasMessageStartingWith("line 3: expected YAML, found: ");
    }

    @Test
    void refusesACharacterThatNoYamlMayHold() {
        assertThatThrownBy(() -> ChannelsYaml.parse("- { channel: a\u0000 }"))
                .isInstanceOf(InvalidChannels.class)
                .hasMessageStartingWith("expected YAML, found: ");
    }

    @Test
    void refusesWhatIsNoList() {
        assertThatThrownBy(() -> ChannelsYaml.parse("channels: []"))
                .hasMessage("line 1: expected a list of channels, found a set of fields");
    }

    @Test
    void takesAnEmptyFileForNoNames() {
        assertThat(ChannelsYaml.parse("# none yet\n").channelOf(new StreamName("p", "a", "s")))
                .isEqualTo(Optional.empty());
    }
}
