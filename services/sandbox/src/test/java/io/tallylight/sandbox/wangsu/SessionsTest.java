package io.tallylight.sandbox.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.tallylight.sandbox.Story.Push;
import io.tallylight.sandbox.wangsu.WangsuRules.OpenEnd;
import io.tallylight.sandbox.wangsu.WangsuRules.Quirk;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** Which pushes come, and how they are written (WS-S5, WS-S7). */
class SessionsTest {

    private static final String A = "push.a.example.com";
    private static final Instant NOW = Instant.parse("2021-08-12T04:00:00Z"); // noon in China
    private static final List<Push> PUSHES = List.of(
            push(A, "live/one", "2021-08-10T18:00:00Z", "2021-08-10T18:30:00Z", 1_800_000),
            push(A, "live/one", "2021-08-10T17:00:00Z", "2021-08-10T17:10:00Z", 600_000),
            push(A, "live/two", "2021-08-11T15:50:00Z", "2021-08-11T16:20:00Z", 1_800_000), // over midnight in China
            new Push(A, "live/two", Instant.parse("2021-08-12T03:00:00Z"), null, 3_600_000),
            push("push.b.example.com", "live/one", "2021-08-11T01:00:00Z", "2021-08-11T02:00:00Z", 3_600_000));

    @Test
    void tellsAStreamAsDomainAndAppAndStreamWithItsSum() {
        assertThat(ask(SignedReport.RULES, "2021-08-10", "2021-08-11", "'live/one'"))
                .isEqualTo("{\"code\":\"0\",\"message\":\"success\",\"data\":[{\"domain\":\"push.a.example.com\","
                        + "\"streamList\":[{\"stream\":\"push.a.example.com/live/one\",\"sumTime\":2400000,"
                        + "\"durationDetailList\":[{\"startTime\":\"1628614800\",\"endTime\":\"1628615400\","
                        + "\"duration\":600000},{\"startTime\":\"1628618400\",\"endTime\":\"1628620200\","
                        + "\"duration\":1800000}]}]}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     live/one live/two",
        "'''live/two''',         live/two",
        "'''live/two'',''x/y''', live/two",
        "'''one''',              ''",
        "'''push.a.example.com/live/one''', ''",
    })
    void tellsTheStreamsThatWereAskedForAsAppAndStream(String streams, String expected) {
        String body = ask(SignedReport.RULES, "2021-08-10", "2021-08-12", streams);

        assertThat(body.contains("/live/one\"")).isEqualTo(expected.contains("live/one"));
        assertThat(body.contains("/live/two\"")).isEqualTo(expected.contains("live/two"));
    }

    @Test
    void includesTheDayThatEndsThePeriodUnlessToldOtherwise() {
        WangsuRules excluding = SignedReport.RULES.dateToIncluded(false);

        assertThat(ask(SignedReport.RULES, "2021-08-10", "2021-08-11", "")).contains("/live/one\"");
        assertThat(ask(excluding, "2021-08-10", "2021-08-11", "")).doesNotContain("/live/one\"");
    }

    @Test
    void tellsTheLastSevenDaysWhereNoDatesAreGiven() {
        String pushes = body(SignedReport.RULES, NOW, "{'domainStream':[{'domain':'" + A + "'}]}");
        String later = body(
                SignedReport.RULES,
                Instant.parse("2021-08-18T16:00:00Z"), // the 19th in China: the 12th is the first day
                "{'domainStream':[{'domain':'" + A + "'}]}");

        assertThat(pushes).contains("/live/one\"").contains("/live/two\"");
        assertThat(later).doesNotContain("/live/one\"").contains("/live/two\"");
    }

    @Test
    void readsDaysInTheZoneThatWasSent() {
        Map<String, String> headers = SignedReport.headers(NOW);
        headers.put("x-time-zone", "GMT+00:00");
        String request = request("2021-08-11", "2021-08-12", "");

        assertThat(body(SignedReport.RULES, NOW, request)).contains("/live/one\""); // 01:00 on the 11th in China
        assertThat(body(SignedReport.RULES, NOW, headers, request)).doesNotContain("/live/one\"");
    }

    @ParameterizedTest
    @CsvSource({
        "NULL,   '\"endTime\":null'",
        "EMPTY,  '\"endTime\":\"\"'",
        "ZERO,   '\"endTime\":\"0\"'",
        "NOW,    '\"endTime\":\"1628740800\"'",
    })
    void tellsARunningPushInTheShapeOfTheAccount(OpenEnd shape, String written) {
        assertThat(ask(SignedReport.RULES.with(shape), "2021-08-11", "2021-08-12", "'live/two'"))
                .contains("\"startTime\":\"1628737200\"," + written + ",\"duration\":3600000");
    }

    @Test
    void hidesARunningPushWhereTold() {
        assertThat(ask(SignedReport.RULES.with(OpenEnd.HIDDEN), "2021-08-11", "2021-08-12", "'live/two'"))
                .doesNotContain("1628737200")
                .contains("\"sumTime\":1800000");
    }

    @Test
    void cutsAPushAtMidnightWhereTold() {
        WangsuRules clipped = SignedReport.RULES.with(Quirk.CLIPPED_AT_MIDNIGHT);

        assertThat(ask(SignedReport.RULES, "2021-08-11", "2021-08-12", "'live/two'"))
                .contains("\"startTime\":\"1628697000\",\"endTime\":\"1628698800\",\"duration\":1800000");
        assertThat(ask(clipped, "2021-08-11", "2021-08-12", "'live/two'"))
                .contains("\"startTime\":\"1628697000\",\"endTime\":\"1628697600\",\"duration\":600000")
                .contains("\"startTime\":\"1628697600\",\"endTime\":\"1628698800\",\"duration\":1200000")
                .contains("\"startTime\":\"1628737200\",\"endTime\":null,\"duration\":3600000");
        assertThat(ask(clipped.dateToIncluded(false), "2021-08-11", "2021-08-12", "'live/two'"))
                .contains("1628697000")
                .doesNotContain("\"startTime\":\"1628697600\"");
    }

    @Test
    void isAsOddAsTheDocumentsOwnExampleWhereTold() {
        assertThat(ask(SignedReport.RULES.with(Quirk.DOUBLE_BRACE), "2021-08-10", "2021-08-11", ""))
                .startsWith("{{\"code\"");
        assertThat(ask(SignedReport.RULES.with(Quirk.UNSORTED), "2021-08-10", "2021-08-11", "'live/one'"))
                .containsSubsequence("1628618400", "1628614800");
        assertThat(ask(SignedReport.RULES.with(Quirk.DURATION_MISMATCH), "2021-08-10", "2021-08-11", "'live/one'"))
                .contains("\"sumTime\":1200000", "\"endTime\":\"1628620200\",\"duration\":600000");
        assertThat(ask(SignedReport.RULES.with(Quirk.FOREIGN_STREAM), "2021-08-10", "2021-08-12", ""))
                .contains("\"push.a.example.com/live/one\"", "\"foreign.example.com/live/two\"");
        assertThat(ask(SignedReport.RULES.with(Quirk.NUMERIC_TIMES), "2021-08-10", "2021-08-11", "'live/one'"))
                .contains("\"startTime\":1628614800,\"endTime\":1628615400");
    }

    @Test
    void writesXmlWhereAcceptPutsItFirst() throws Exception {
        Map<String, String> headers = SignedReport.headers(NOW);
        headers.put("accept", "application/xml, application/json;q=0.5");

        String good = body(SignedReport.RULES, NOW, headers, request("2021-08-10", "2021-08-11", "'live/one'"));
        String bad = body(SignedReport.RULES, NOW, headers, "nope");

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(good)))
                        .getElementsByTagName("sumTime")
                        .item(0)
                        .getTextContent())
                .isEqualTo("2400000");
        assertThat(bad).contains("<code>24102002</code>");
    }

    private static Push push(String domain, String stream, String start, String end, long millis) {
        return new Push(domain, stream, Instant.parse(start), Instant.parse(end), millis);
    }

    private static String ask(WangsuRules rules, String from, String to, String streams) {
        return body(rules, NOW, request(from, to, streams));
    }

    private static String request(String from, String to, String streams) {
        return "{'dateFrom':'" + from + "','dateTo':'" + to + "','domainStream':[{'domain':'" + A + "','stream':["
                + streams + "]}]}";
    }

    private static String body(WangsuRules rules, Instant now, String request) {
        return body(rules, now, SignedReport.headers(now), request);
    }

    private static String body(WangsuRules rules, Instant now, Map<String, String> headers, String request) {
        QuietStory story = new QuietStory() {
            @Override
            public List<Push> pushes(Instant from, Instant to, Instant asOf) {
                return PUSHES.stream()
                        .filter(push -> push.start().isBefore(to))
                        .filter(push -> push.end() == null || push.end().isAfter(from))
                        .toList();
            }
        };
        return new WangsuApi(() -> now, story, SignedReport.ACCOUNT, rules)
                .answer(SignedReport.post(headers, request))
                .body()
                .toString();
    }
}
