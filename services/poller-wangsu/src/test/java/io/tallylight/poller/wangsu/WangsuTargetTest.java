package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.targets.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WangsuTargetTest {

    @Test
    void asksForOneDomainWithBothDates() {
        WangsuTarget target = WangsuTarget.of(Fixtures.USER, Fixtures.target());

        assertThat(target.question(Fixtures.ask("2021-08-10", "2021-08-12")).toString())
                .isEqualTo("{\"dateFrom\":\"2021-08-10\",\"dateTo\":\"2021-08-12\",\"domainStream\":"
                        + "[{\"domain\":\"www.a.com\",\"stream\":[\"test/steam0\",\"test/steam1\"]}]}");
    }

    @Test
    void asksForEveryStreamWhereNoneIsNamed() {
        PollTarget all = new PollTarget("t", 1L, null, Map.of("domain", "www.a.com"), null);

        assertThat(WangsuTarget.of("u", all)
                        .question(Fixtures.ask("2021-08-10", "2021-08-12"))
                        .toString())
                .endsWith("[{\"domain\":\"www.a.com\"}]}");
    }

    @Test
    void asksForOneStreamThatIsNamedAlone() {
        PollTarget one = new PollTarget("t", 1L, null, Map.of("domain", "www.a.com", "streams", "live/a"), null);

        assertThat(WangsuTarget.of("u", one).streams()).containsExactly("live/a");
    }

    @Test
    void isNamedByAccountAndDomain() {
        Fields fields = new Fields("line 1", Map.of("domain", "www.a.com", "streams", List.of("live/a/b")));

        WangsuTarget target = WangsuTarget.read("user", fields);

        assertThat(fields.problems()).isEmpty();
        assertThat(target.name()).isEqualTo("user/www.a.com");
    }

    @Test
    void saysAllThatIsWrongWithATarget() {
        Fields fields = new Fields("line 1", Map.of("domain", "www a", "streams", List.of("bare", "www a/live/x")));

        WangsuTarget.read("us:er", fields);

        assertThat(String.join("\n", fields.problems()))
                .contains("account expected a user name")
                .contains("domain expected")
                .contains("found 'bare'")
                .contains("found 'www a/live/x'");
    }
}
