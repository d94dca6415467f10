package io.tallylight.sandbox.polyv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.tallylight.sandbox.polyv.PolyvRules.Quirk;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PV-S1 to PV-S5 and PV-S7. */
class PolyvApiTest {

    private static final long NOW = 1_530_892_800_000L; // 2018-07-07 00:00 in Shanghai

    private Instant now = Instant.ofEpochMilli(NOW);
    private final PolyvApi api =
            new PolyvApi(() -> now, new QuietStory(), SignedQuery.ACCOUNT, PolyvRules.documented());

    @Test
    void answersARequestThatIsRight() {
        assertThat(ask("end=2018-07-06&ptime=" + NOW + "&start=2018-07-06"))
                .startsWith(
                        "{\"code\":200,\"status\":\"success\",\"message\":\"success\",\"data\":[{\"currentHour\":0,");
    }

    @Test
    void asksForASignBeforeAnythingElse() {
        assertThat(body("nobody", "ptime=1")).isEqualTo(error(400, "sign can not be empty."));
        assertThat(body("nobody", "ptime=1&sign=")).isEqualTo(error(400, "sign can not be empty."));
    }

    @ParameterizedTest
    @CsvSource({
        "'',            ptime is illegal.",
        "153089280000,  ptime is illegal.",
        "15308928000000,ptime is illegal.",
        "153089280000x, ptime is illegal.",
        "1530892980001, ptime is illegal.",
        "1530892619999, ptime is too old.",
        "1530892980000, Could not find user by userid.",
        "1530892620000, Could not find user by userid.",
    })
    void looksAtPtimeBeforeTheUser(String ptime, String message) {
        assertThat(body("nobody", "ptime=" + ptime + "&sign=x")).isEqualTo(error(400, message));
    }

    @Test
    void looksAtTheUserBeforeTheSignAndAtTheSignBeforeTheDays() {
        assertThat(body("nobody", "ptime=" + NOW + "&sign=x")).isEqualTo(error(400, "Could not find user by userid."));
        assertThat(body("user-1", "end=2018-07-05&ptime=" + NOW + "&start=2018-07-06&sign=x"))
                .isEqualTo(error(400, "the sign is not right."));
    }

    @Test
    void signsWhateverParametersCome() {
        assertThat(ask("end=2018-07-06&ptime=" + NOW + "&requestId=1&start=2018-07-06"))
                .contains("success");
        assertThat(body("user-1", SignedQuery.signed("ptime=" + NOW) + "&requestId=1"))
                .isEqualTo(error(400, "the sign is not right."));
    }

    @ParameterizedTest
    @CsvSource({
        "end=2018-07-05&ptime=1530892800000&start=2018-07-06",
        "end=2018-07-06&ptime=1530892800000",
        "ptime=1530892800000&start=2018-07-06",
        "end=2018-07-06&ptime=1530892800000&start=2018-7-6",
        "end=2018-02-30&ptime=1530892800000&start=2018-02-01",
        "dr=tomorrow&ptime=1530892800000",
    })
    void refusesDaysWith401InTheBody(String query) {
        Reply reply = api.answer(SignedQuery.get("user-1", SignedQuery.signed(query)));

        assertThat(reply.body()).hasToString(error(401, "start and end illegal."));
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"end=2018-07-06&ptime=1530892800000, 200", "end=2018-07-05&ptime=1530892800000&start=2018-07-06, 401"})
    void ignoresHalfARangeWhereItIsNotStrict(String query, int code) {
        api.follow(PolyvRules.documented().strict(false));

        assertThat(ask(query)).startsWith("{\"code\":" + code);
        assertThat(ask("dr=tomorrow&ptime=1530892800000")).startsWith("{\"code\":200");
    }

    @Test
    void repeatsTheCodeAsHttpStatusWhereTold() {
        api.follow(PolyvRules.documented().httpStatus(true));

        assertThat(api.answer(SignedQuery.get("user-1", "ptime=1")).status()).isEqualTo(400);
        assertThat(api.answer(SignedQuery.get("user-1", SignedQuery.signed("end=2018-07-06&ptime=" + NOW)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void leavesTheFinalDotOutWhereTold() {
        api.follow(PolyvRules.documented().with(Quirk.DOTLESS_MESSAGES));

        assertThat(body("user-1", "ptime=1")).isEqualTo(error(400, "sign can not be empty"));
    }

    @Test
    void blocksAnAddressThatCallsTooOftenForFiveMinutes() {
        for (int call = 0; call < 1500; call++) {
            assertThat(status("10.0.0.1")).isEqualTo(200);
        }

        assertThat(status("10.0.0.1")).isEqualTo(403);
        assertThat(status("10.0.0.2")).isEqualTo(200);
        now = now.plusSeconds(299);
        assertThat(status("10.0.0.1")).isEqualTo(403);
        now = now.plusSeconds(1);
        assertThat(status("10.0.0.1")).isEqualTo(200);
    }

    @Test
    void countsTheCallsOfTheLastTenSecondsOnly() {
        api.follow(PolyvRules.documented().callLimit(1));

        assertThat(status("10.0.0.1")).isEqualTo(200);
        now = now.plusSeconds(10);
        assertThat(status("10.0.0.1")).isEqualTo(200);
        now = now.plusSeconds(9);
        assertThat(api.answer(SignedQuery.get("user-1", "", "10.0.0.1")).body().toString())
                .startsWith("<html>");
    }

    @Test
    void isOneGetAndNothingElse() {
        assertThat(api.answer(call("POST", "/v2/hourly/user-1", "")).status()).isEqualTo(405);
        assertThat(api.answer(call("GET", "/v2/daily/user-1", "")).status()).isEqualTo(404);
        assertThat(api.answer(call("GET", "/v2/hourly/user-1", "a=%zz")).status())
                .isEqualTo(400);
    }

    private int status(String address) {
        return api.answer(SignedQuery.get("user-1", "", address)).status();
    }

    private String ask(String sortedQuery) {
        return body("user-1", SignedQuery.signed(sortedQuery));
    }

    private String body(String userId, String query) {
        return api.answer(SignedQuery.get(userId, query)).body().toString();
    }

    private static Request call(String method, String path, String query) {
        return new Request(method, path, query, Map.of(), Buffer.buffer(), "127.0.0.1");
    }

    private static String error(int code, String message) {
        return "{\"code\":" + code + ",\"status\":\"error\",\"message\":\"" + message + "\",\"data\":\"\"}";
    }
}
