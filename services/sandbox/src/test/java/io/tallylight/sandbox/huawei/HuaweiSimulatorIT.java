package io.tallylight.sandbox.huawei;

import static io.tallylight.sandbox.huawei.Caller.question;
import static io.tallylight.sandbox.huawei.Caller.statistic;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.SimulatedClock;
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.huawei.Caller.Answer;
import io.tallylight.sandbox.huawei.HuaweiRules.Filter;
import io.tallylight.sandbox.huawei.HuaweiRules.Quirk;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every HW-S rule, kept and broken, over real HTTP and a simulated clock. */
class HuaweiSimulatorIT {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final long START = EPOCH.getEpochSecond();
    private static final String PROJECT = Accounts.HUAWEI.projectId();
    private static final String PATH = statistic(PROJECT);
    private static final String ALL = question("channel1", "all", START, START + 600);
    private static final String LOGIN = """
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"name":"%s"},"name":"%s",\
            "password":"%s"}}},"scope":{"project":{"name":"%s"}}}}""";

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedClock clock = new SimulatedClock(EPOCH.plusSeconds(700));
    private final Scenario story = Scenario.demo(11, EPOCH);

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    // HW-S1: no or a bad token

    @Test
    void refusesACallWithoutAuthentication() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer answer = caller.send(caller.request(PATH, "", ALL));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("APIGW.0301");
        assertThat(answer.message()).isEqualTo("Incorrect IAM authentication information: x-auth-token not found");
    }

    @Test
    void refusesATokenThatItDidNotIssueAndOneThatIsADayOld() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        String token = token(caller);

        assertThat(caller.send(withToken(caller, "invented")).message()).endsWith("decrypt token fail");
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(caller.send(withToken(caller, token)).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        Answer expired = caller.send(withToken(caller, token));
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.message()).contains("token expires, expires_at: 2026-11-24T10:11:40Z");
    }

    @Test
    void refusesBothSchemesAtOnce() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer answer = caller.send(signed(caller, "", ALL).header("X-Auth-Token", token(caller)));

        assertThat(answer.status()).isEqualTo(401);
    }

    // HW-S2: AK/SK

    @Test
    void answersASignedCall() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer answer = caller.send(signed(caller, "limit=100&offset=0", ALL));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("domain").asText()).isEqualTo("ingest.example.com");
        assertThat(answer.total()).isPositive().isEqualTo(answer.rows().size());
    }

    @Test
    void refusesAWrongSignatureAndOneWithoutAProject() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer wrong = caller.send(caller.signed(PATH, "", ALL, clock.instant(), "another-key-not-a-secret"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("APIGW.0301");
        assertThat(wrong.message()).endsWith("verify aksk signature fail");
        Answer bare = caller.send(caller.request(PATH, "", ALL).header("Authorization", "SDK-HMAC-SHA256 nothing"));
        assertThat(bare.message()).endsWith("verify aksk signature fail");
    }

    @ParameterizedTest
    @CsvSource({"-900,200", "-901,401", "900,200", "901,401"})
    void acceptsAClockWithinFifteenMinutes(long offset, int status) throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer answer = caller.send(
                caller.signed(PATH, "", ALL, clock.instant().plusSeconds(offset), Accounts.HUAWEI.secretKey()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message().contains("signature expired, signature time:2026"))
                .isEqualTo(status == 401);
    }

    @Test
    void locksAKeyForFiveMinutesAfterFiveFailuresInARow() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        for (int i = 0; i < 5; i++) {
            caller.send(caller.signed(PATH, "", ALL, clock.instant(), "another-key-not-a-secret"));
        }

        assertThat(caller.send(signed(caller, "", ALL)).status()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(299));
        assertThat(caller.send(signed(caller, "", ALL)).message()).contains("locked");
        clock.advance(Duration.ofSeconds(1));
        assertThat(caller.send(signed(caller, "", ALL)).status()).isEqualTo(200);
    }

    @Test
    void doesNotLockAKeyThatSucceedsInBetween() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        for (int i = 0; i < 8; i++) {
            caller.send(caller.signed(PATH, "", ALL, clock.instant(), i == 4 ? Accounts.HUAWEI.secretKey() : "wrong"));
        }

        assertThat(caller.send(signed(caller, "", ALL)).status()).isEqualTo(200);
    }

    // HW-S3: another project

    @Test
    void refusesAnotherProject() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        String foreign = statistic("00000000000000000000000000000000");

        Answer signed = caller.send(caller.signed(foreign, "", ALL, clock.instant(), Accounts.HUAWEI.secretKey()));
        assertThat(signed.status()).isEqualTo(403);
        assertThat(signed.code()).isEqualTo("LIVE.100011003");
        Answer byToken = caller.send(caller.request(foreign, "", ALL).header("X-Auth-Token", token(caller)));
        assertThat(byToken.status()).isEqualTo(403);
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        assertThat(caller.send(caller.request("/v1/" + PROJECT + "/ott/channels", "", ""))
                        .code())
                .isEqualTo("APIGW.0101");
    }

    // HW-S4: parameters

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=ten", "limit=10&offset=-1", "limit="})
    void refusesAPageThatCannotBe(String query) throws Exception {
        Caller caller = start(HuaweiRules.documented());

        assertInvalid(caller.send(signed(caller, query, ALL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "app_name", "id", "type", "start_time", "end_time", "scte35"})
    void refusesAQuestionWithAMemberMissing(String member) throws Exception {
        Caller caller = start(HuaweiRules.documented());

        assertInvalid(caller.send(signed(caller, "", ALL.replace("\"" + member + "\":", "\"other\":"))));
    }

    @Test
    void refusesWrongTypesTimesAndBodies() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        assertInvalid(caller.send(signed(caller, "", ALL.replace("\"type\":\"scte35\"", "\"type\":\"bitrate\""))));
        assertInvalid(caller.send(signed(caller, "", question("channel1", "splice_null", START, START + 1))));
        assertInvalid(caller.send(signed(caller, "", question("channel1", "all", START, START))));
        assertInvalid(caller.send(signed(caller, "", ALL.replace(String.valueOf(START + 600), "1.5"))));
        assertInvalid(caller.send(signed(caller, "", ALL.replace(":" + START + ",", ":\"" + START + "\","))));
        assertInvalid(caller.send(signed(caller, "", ALL + "}")));
    }

    // HW-S5: unknown channels

    @Test
    void failsTheQueryOfAChannelThatItDoesNotKnow() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer answer = caller.send(signed(caller, "", question("channel9", "all", START, START + 600)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("LIVE.103011099");
        assertThat(answer.message()).isEqualTo("query channel statistic failed");
    }

    // HW-S6: the throttle

    @Test
    void throttlesTheEightyFirstCallOfAMinute() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        for (int i = 0; i < 80; i++) {
            assertThat(caller.send(signed(caller, "", ALL)).status()).isEqualTo(200);
        }

        Answer refused = caller.send(signed(caller, "", ALL));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("APIGW.0308");
        assertThat(refused.message()).contains("policy user over ratelimit,limit:80,time:1 minute");
        clock.advance(Duration.ofSeconds(60));
        assertThat(caller.send(signed(caller, "", ALL)).status()).isEqualTo(200);
    }

    // HW-S7: tokens

    @Test
    void issuesATokenThatOpensTheStatistic_asLongAsIamAllows() throws Exception {
        Caller caller = start(HuaweiRules.documented().tokenLength(100_000));
        String token = token(caller);

        assertThat(token).hasSize(100_000);
        assertThat(caller.send(withToken(caller, token)).status()).isEqualTo(200);
    }

    @Test
    void letsAnOldTokenLiveBesideANewOne() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        String old = token(caller);

        assertThat(token(caller)).isNotEqualTo(old);
        assertThat(caller.send(withToken(caller, old)).status()).isEqualTo(200);
    }

    @Test
    void issuesNoTokenForAWrongPasswordOrProjectOrNonsense() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        assertThat(login(caller, "wrong", Accounts.HUAWEI.project()).status()).isEqualTo(401);
        assertThat(login(caller, Accounts.HUAWEI.password(), "elsewhere").status())
                .isEqualTo(401);
        assertThat(caller.send(caller.request("/v3/auth/tokens", "", "{}")).status())
                .isEqualTo(400);
        assertThat(caller.send(caller.request("/v3/auth/tokens", "", "{")).status())
                .isEqualTo(400);
    }

    // HW-S8 and paging

    @Test
    void pagesThroughEverySignalOfTheStoryExactlyOnce() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        List<String> paged = new ArrayList<>();
        for (int offset = 0; paged.size() == offset; offset += 7) {
            Answer page = caller.send(signed(caller, "limit=7&offset=" + offset, ALL));
            assertThat(page.total()).isEqualTo(expected().size());
            page.rows().forEach(row -> paged.add(row.path("base64_data").asText()));
        }

        assertThat(paged)
                .containsExactlyInAnyOrderElementsOf(
                        expected().stream().map(Signal::base64).toList());
    }

    @Test
    void showsTenRowsUnlessAskedForAnotherNumber() throws Exception {
        Caller caller = start(HuaweiRules.documented());

        assertThat(caller.send(signed(caller, "", ALL)).rows()).hasSize(10);
    }

    @Test
    void showsASignalOnlyOnceItHasArrived() throws Exception {
        Caller caller = start(HuaweiRules.documented());
        Signal later = expected().get(expected().size() - 1);

        clock.set(later.arrivesAt().minusMillis(1));
        int before = caller.send(signed(caller, "", ALL)).total();
        clock.set(later.arrivesAt());
        assertThat(caller.send(signed(caller, "", ALL)).total()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"splice_insert", "time_signal"})
    void showsOneTypeWhenAskedForOne(String type) throws Exception {
        Caller caller = start(HuaweiRules.documented());

        Answer answer = caller.send(signed(caller, "limit=100", question("channel1", type, START, START + 600)));

        assertThat(answer.rows())
                .isNotEmpty()
                .allMatch(row -> row.path("type").asText().equals(type));
    }

    @Test
    void filtersByExecutionTimeOrByArrivalAsSet() throws Exception {
        Signal early = expected().stream()
                .filter(s -> s.arrivesAt().isBefore(s.startAt().minusSeconds(3)))
                .findFirst()
                .orElseThrow();
        long second = early.startAt().getEpochSecond();
        String justThen = question("channel1", "all", second, second + 1);

        Caller byStart = start(HuaweiRules.documented());
        assertThat(byStart.send(signed(byStart, "", justThen)).rows())
                .anyMatch(row -> row.path("event_id").asLong() == early.eventId());
        Caller byArrival = start(HuaweiRules.documented().filteredBy(Filter.ARRIVAL));
        assertThat(byArrival.send(signed(byArrival, "", justThen)).rows())
                .noneMatch(row -> row.path("event_id").asLong() == early.eventId());
    }

    @Test
    void answersAnEmptyWindowWithNoRows_orWithNull() throws Exception {
        String empty = question("channel1", "all", START - 86_400, START - 86_399);
        Caller plain = start(HuaweiRules.documented());
        Caller quirky = start(HuaweiRules.documented().with(Quirk.NULL_ARRAY));

        assertThat(plain.send(signed(plain, "", empty)).rows().isArray()).isTrue();
        Answer answer = quirky.send(signed(quirky, "", empty));
        assertThat(answer.total()).isZero();
        assertThat(answer.rows().isNull()).isTrue();
    }

    @Test
    void writesTitlesLargeIdsAndRegionsWhenSwitchedOn() throws Exception {
        Caller caller = start(HuaweiRules.documented()
                .with(Quirk.TITLE_CASE_TYPES)
                .with(Quirk.LARGE_EVENT_IDS)
                .with(Quirk.REGIONS));
        String both = ALL.replace("\"type\":\"scte35\"", "\"type\":\"scte35\",\"region_type\":\"all\"");

        Answer answer = caller.send(signed(caller, "limit=100", both));

        assertThat(texts(answer, "type")).contains("Splice Insert", "Time Signal");
        assertThat(texts(answer, "segmentation_type")).contains("Provider Advertisement Start");
        assertThat(texts(answer, "region_type")).contains("master", "slave");
        assertThat(answer.rows()).allMatch(row -> row.path("event_id").asLong() > Integer.MAX_VALUE);
        assertThat(answer.total()).isEqualTo(2 * expected().size());
    }

    @Test
    void contradictsItselfAsTheDocumentDoesWhenSwitchedOn() throws Exception {
        Caller caller = start(HuaweiRules.documented().with(Quirk.MISMATCHING_CARRIERS));

        JsonNode row = caller.send(signed(caller, "", ALL)).rows().path(0);

        assertThat(row.path("base64_data").asText())
                .isEqualTo("/DAlAAAAAAAAAP/wFAUAAAABf+/+AGAhYP4AKTLgAAEAAAAAjhdvmA==");
        assertThat(row.path("raw_splice").asText())
                .contains("\"splice_event_id\":9")
                .endsWith("\"crc32\":2510451559}");
    }

    @Test
    void insertsARowBetweenTwoPagesWhenSwitchedOn() throws Exception {
        Caller caller = start(HuaweiRules.documented().with(Quirk.INSERTED_WHILE_PAGING));

        int first = caller.send(signed(caller, "limit=10&offset=0", ALL)).total();
        int second = caller.send(signed(caller, "limit=10&offset=10", ALL)).total();

        assertThat(second).isEqualTo(first + 1).isEqualTo(expected().size());
        assertThat(caller.send(signed(caller, "limit=10&offset=0", ALL)).total())
                .isEqualTo(second);
    }

    private Caller start(HuaweiRules rules) throws Exception {
        HuaweiSimulator simulator = HuaweiSimulator.start(vertx, 0, clock, story, Accounts.HUAWEI, rules)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return new Caller(simulator.api());
    }

    private HttpRequest.Builder signed(Caller caller, String query, String body) throws Exception {
        return caller.signed(PATH, query, body, clock.instant(), Accounts.HUAWEI.secretKey());
    }

    private static HttpRequest.Builder withToken(Caller caller, String token) {
        return caller.request(PATH, "", ALL).header("X-Auth-Token", token);
    }

    private static String token(Caller caller) throws Exception {
        Answer answer = login(caller, Accounts.HUAWEI.password(), Accounts.HUAWEI.project());
        assertThat(answer.status()).isEqualTo(201);
        return answer.http().headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private static Answer login(Caller caller, String password, String project) throws Exception {
        Accounts.Huawei account = Accounts.HUAWEI;
        return caller.send(caller.request(
                "/v3/auth/tokens", "", LOGIN.formatted(account.domain(), account.user(), password, project)));
    }

    /** What channel1's story holds for {@link #ALL}, by execution time. */
    private List<Signal> expected() {
        return story.signals(EPOCH.minusSeconds(300), EPOCH.plusSeconds(600)).stream()
                .filter(s -> s.channel().equals("channel1"))
                .filter(s -> !s.startAt().isBefore(EPOCH) && s.startAt().isBefore(EPOCH.plusSeconds(600)))
                .toList();
    }

    private static List<String> texts(Answer answer, String member) {
        return answer.rows().findValuesAsText(member);
    }

    private static void assertInvalid(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("LIVE.100011001");
    }
}
