package io.tallylight.sandbox.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WS-S1 to WS-S6. */
class WangsuApiTest {

    private static final String GOOD =
            "{'dateFrom':'2021-08-10','dateTo':'2021-08-12','domainStream':[{'domain':'push.a.example.com'}]}";

    private Instant now = Instant.parse("2021-08-12T15:30:00Z"); // 23:30 in China
    private final WangsuApi api = new WangsuApi(() -> now, new QuietStory(), SignedReport.ACCOUNT, SignedReport.RULES);

    @Test
    void answersARequestThatIsRight() {
        Reply reply = ask(Map.of(), GOOD);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .hasToString("{\"code\":\"0\",\"message\":\"success\",\"data\":"
                        + "[{\"domain\":\"push.a.example.com\",\"streamList\":[]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic ???", "Bearer x", "Basic bm9ib2R5OnB3"})
    void knowsNobodyElse(String authorization) {
        Reply reply = ask(Map.of("authorization", authorization), GOOD);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body())
                .hasToString("{\"status\":0,\"result\":"
                        + "\"The HTTP authorization header is bad: account name does not exist.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Thu, 12 Aug 2021 15:30:01 GMT", "now"})
    void refusesAPasswordForAnotherDate(String date) {
        Reply reply = ask(Map.of("date", date), GOOD);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .hasToString("{\"code\":\"AccessDenied\",\"message\":\"Please enter valid credentials.\"}");
    }

    @Test
    void refusesAnOldDateWithTheRightPassword() {
        Map<String, String> headers = SignedReport.headers(now);
        now = now.plusSeconds(300);
        assertThat(api.answer(SignedReport.post(headers, GOOD)).status()).isEqualTo(200);
        now = now.plusSeconds(1);
        assertThat(api.answer(SignedReport.post(headers, GOOD)).status()).isEqualTo(403);
    }

    @Test
    void takesTheDateOfXCncDateWhereThatIsSent() {
        Map<String, String> headers = SignedReport.headers(now);
        headers.put("x-cnc-date", String.valueOf(headers.put("date", "Mon, 01 Jan 1990 00:00:00 GMT")));

        assertThat(api.answer(SignedReport.post(headers, GOOD)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-type | ''               | 24102014 | This operation requires a body.",
                "accept       | text/html        | 24102013 | The accept header",
                "x-time-zone  | Asia/Shanghai    | 24102020 | The value of X-Time-Zone header",
                "x-time-zone  | GMT+08:30        | 24102020 | The value of X-Time-Zone header",
                "x-time-zone  | GMT+8:00         | 24102020 | The value of X-Time-Zone header",
            })
    void refusesHeaders(String name, String value, String code, String message) {
        Map<String, String> headers = SignedReport.headers(now);
        headers.put(name, value);
        headers.values().removeIf(String::isEmpty);

        assertThat(refusal(api.answer(SignedReport.post(headers, GOOD)))).startsWith(code + " " + message);
    }

    @Test
    void asksForABody() {
        assertThat(refusal(ask(Map.of(), ""))).startsWith("24102014 This operation requires a body.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "[]",
                "{} {}",
                "{'dateFrom':20210810,'dateTo':'2021-08-12','domainStream':[{'domain':'a'}]}",
                "{'dateFrom':'2021-08-10','dateTo':20210812,'domainStream':[{'domain':'a'}]}",
                "{'domainStream':{'domain':'a'}}",
                "{'domainStream':['a']}",
                "{'domainStream':[{'domain':7}]}",
                "{'domainStream':[{'domain':'a','stream':'live/x'}]}",
                "{'domainStream':[{'domain':'a','stream':[7]}]}"
            })
    void refusesABodyOfAnotherForm(String body) {
        assertThat(refusal(ask(Map.of(), body)))
                .isEqualTo("24102002 There was an error in the body of your HTTP request.");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-08-12, 2021-08-13, 200", // the future is cut off
        "2021-08-13, 2021-08-14, 24102006", // it is still the 12th in China
        "2021-02-10, 2021-02-11, 200", // 183 days ago
        "2021-02-09, 2021-02-10, 24102006",
        "2021-08-10, 2021-08-10, 24102006",
        "2021-08-10, 2021-08-09, 24102006",
        "2021-07-01, 2021-08-01, 200", // 31 days
        "2021-07-01, 2021-08-02, 24102007",
        "2021-7-1,   2021-07-02, 24102006",
        "2021-06-30, 2021-06-31, 24102006",
        "'',         2021-06-30, 24102006",
    })
    void looksAtTheDates(String from, String to, String answer) {
        Reply reply = ask(Map.of(), GOOD.replace("2021-08-10", from).replace("2021-08-12", to));

        assertThat(reply.status() + refusal(reply)).contains(answer);
    }

    @Test
    void namesTheSpanThatIsAllowed() {
        assertThat(refusal(ask(Map.of(), GOOD.replace("2021-08-10", "2021-06-01"))))
                .isEqualTo("24102007 You cannot specify a period greater than 31 day(s).");
    }

    @Test
    void takesBothDatesOrNone() {
        assertThat(refusal(ask(Map.of(), GOOD.replace("'dateFrom':'2021-08-10',", "'dateFrom':null,"))))
                .startsWith("24102006");
        assertThat(refusal(ask(Map.of(), GOOD.replace("'dateTo':'2021-08-12',", ""))))
                .startsWith("24102006");
        assertThat(ask(Map.of(), "{'domainStream':[{'domain':'push.a.example.com'}]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void countsDaysInTheZoneThatWasSent() {
        String tomorrow = GOOD.replace("2021-08-12", "2021-08-14").replace("2021-08-10", "2021-08-13");

        assertThat(ask(Map.of("x-time-zone", "GMT+09:00"), tomorrow).status()).isEqualTo(200);
        assertThat(refusal(ask(Map.of("x-time-zone", "GMT+08:00"), tomorrow))).startsWith("24102006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[{}]", "[{'domain':null}]", "[{'domain':''}]"})
    void asksForADomain(String domains) {
        String body = "{'dateFrom':'2021-08-10','dateTo':'2021-08-12','domainStream':" + domains + "}";

        assertThat(refusal(ask(Map.of(), body))).isEqualTo("24102008 param:domain  is null or invalid.");
    }

    @Test
    void countsDomainsAndFiltersThoseThatItDoesNotKnow() {
        String two = GOOD.replace("}]", "},{'domain':'nobody.example.com'}]");

        assertThat(refusal(ask(Map.of(), two)))
                .isEqualTo("24102019 The request was rejected because the number of Domain(2) exceeds the limit (1).");
        api.follow(SignedReport.RULES.domainLimit(2));
        assertThat(ask(Map.of(), two).body().toString())
                .contains("push.a.example.com")
                .doesNotContain("nobody.example.com");
    }

    @Test
    void answersThreeHundredCallsInFiveMinutes() {
        for (int call = 0; call < 300; call++) {
            assertThat(ask(Map.of(), GOOD).status()).isEqualTo(200);
        }

        assertThat(ask(Map.of(), GOOD).status()).isEqualTo(429);
        now = now.plusSeconds(299);
        assertThat(ask(Map.of(), GOOD).status()).isEqualTo(429);
        now = now.plusSeconds(1);
        assertThat(ask(Map.of(), GOOD).status()).isEqualTo(200);
    }

    @Test
    void isOnePostAndNothingElse() {
        assertThat(api.answer(call("GET", "/api/report/domain/stream/duration")).status())
                .isEqualTo(405);
        assertThat(api.answer(call("POST", "/api/report/streamList")).status()).isEqualTo(404);
    }

    private Reply ask(Map<String, String> changed, String body) {
        Map<String, String> headers = SignedReport.headers(now);
        headers.putAll(changed);
        return api.answer(SignedReport.post(headers, body));
    }

    /** Code and message of an error, which are HTTP 400 all. */
    private static String refusal(Reply reply) {
        String body = reply.body().toString();
        return reply.status() == 400 ? body.replaceFirst("\\{\"code\":\"(\\d+)\",\"message\":\"(.*)\"}", "$1 $2") : "";
    }

    private static Request call(String method, String path) {
        return new Request(method, path, "", Map.of(), Buffer.buffer(), "127.0.0.1");
    }
}
