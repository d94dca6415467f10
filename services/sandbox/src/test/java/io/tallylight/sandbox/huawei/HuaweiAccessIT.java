package io.tallylight.sandbox.huawei;

import static io.tallylight.sandbox.huawei.Caller.statistic;
import static io.tallylight.sandbox.huawei.Stage.ALL;
import static io.tallylight.sandbox.huawei.Stage.PATH;
import static io.tallylight.sandbox.huawei.Stage.login;
import static io.tallylight.sandbox.huawei.Stage.token;
import static io.tallylight.sandbox.huawei.Stage.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.huawei.Caller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask, and how often: HW-S1 to S3, S6 and S7, kept and broken, over real HTTP and a simulated clock. */
class HuaweiAccessIT {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    // HW-S1: no or a bad token

    @Test
    void refusesACallWithoutAuthentication() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer answer = caller.send(caller.request(PATH, "", ALL));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("APIGW.0301");
        assertThat(answer.message()).isEqualTo("Incorrect IAM authentication information: x-auth-token not found");
    }

    @Test
    void refusesATokenThatItDidNotIssueAndOneThatIsADayOld() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        String token = token(caller);

        assertThat(caller.send(withToken(caller, "invented")).message()).endsWith("decrypt token fail");
        stage.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(caller.send(withToken(caller, token)).status()).isEqualTo(200);
        stage.clock.advance(Duration.ofSeconds(1));
        Answer expired = caller.send(withToken(caller, token));
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.message()).contains("token expires, expires_at: 2026-11-24T10:11:40Z");
    }

    @Test
    void refusesBothSchemesAtOnce() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer answer = caller.send(stage.signed(caller, "", ALL).header("X-Auth-Token", token(caller)));

        assertThat(answer.status()).isEqualTo(401);
    }

    // HW-S2: AK/SK

    @Test
    void answersASignedCall() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer answer = caller.send(stage.signed(caller, "limit=100&offset=0", ALL));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("domain").asText()).isEqualTo("ingest.example.com");
        assertThat(answer.total()).isPositive().isEqualTo(answer.rows().size());
    }

    @Test
    void refusesAWrongSignatureAndOneWithoutAProject() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer wrong = caller.send(caller.signed(PATH, "", ALL, stage.clock.instant(), "another-key-not-a-secret"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("APIGW.0301");
        assertThat(wrong.message()).endsWith("verify aksk signature fail");
        Answer bare = caller.send(caller.request(PATH, "", ALL).header("Authorization", "SDK-HMAC-SHA256 nothing"));
        assertThat(bare.message()).endsWith("verify aksk signature fail");
    }

    @ParameterizedTest
    @CsvSource({"-900,200", "-901,401", "900,200", "901,401"})
    void acceptsAClockWithinFifteenMinutes(long offset, int status) throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer answer = caller.send(
                caller.signed(PATH, "", ALL, stage.clock.instant().plusSeconds(offset), Accounts.HUAWEI.secretKey()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message().contains("signature expired, signature time:2026"))
                .isEqualTo(status == 401);
    }

    @Test
    void locksAKeyForFiveMinutesAfterFiveFailuresInARow() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        for (int i = 0; i < 5; i++) {
            caller.send(caller.signed(PATH, "", ALL, stage.clock.instant(), "another-key-not-a-secret"));
        }

        assertThat(caller.send(stage.signed(caller, "", ALL)).status()).isEqualTo(401);
        stage.clock.advance(Duration.ofSeconds(299));
        assertThat(caller.send(stage.signed(caller, "", ALL)).message()).contains("locked");
        stage.clock.advance(Duration.ofSeconds(1));
        assertThat(caller.send(stage.signed(caller, "", ALL)).status()).isEqualTo(200);
    }

    @Test
    void doesNotLockAKeyThatSucceedsInBetween() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        for (int i = 0; i < 8; i++) {
            caller.send(caller.signed(
                    PATH, "", ALL, stage.clock.instant(), i == 4 ? Accounts.HUAWEI.secretKey() : "wrong"));
        }

        assertThat(caller.send(stage.signed(caller, "", ALL)).status()).isEqualTo(200);
    }

    // HW-S3: another project

    @Test
    void refusesAnotherProject() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        String foreign = statistic("00000000000000000000000000000000");

        Answer signed =
                caller.send(caller.signed(foreign, "", ALL, stage.clock.instant(), Accounts.HUAWEI.secretKey()));
        assertThat(signed.status()).isEqualTo(403);
        assertThat(signed.code()).isEqualTo("LIVE.100011003");
        Answer byToken = caller.send(caller.request(foreign, "", ALL).header("X-Auth-Token", token(caller)));
        assertThat(byToken.status()).isEqualTo(403);
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        assertThat(caller.send(caller.request("/v1/" + Accounts.HUAWEI.projectId() + "/ott/channels", "", ""))
                        .code())
                .isEqualTo("APIGW.0101");
    }

    // HW-S6: the throttle

    @Test
    void throttlesTheEightyFirstCallOfAMinute() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        for (int i = 0; i < 80; i++) {
            assertThat(caller.send(stage.signed(caller, "", ALL)).status()).isEqualTo(200);
        }

        Answer refused = caller.send(stage.signed(caller, "", ALL));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("APIGW.0308");
        assertThat(refused.message()).contains("policy user over ratelimit,limit:80,time:1 minute");
        stage.clock.advance(Duration.ofSeconds(60));
        assertThat(caller.send(stage.signed(caller, "", ALL)).status()).isEqualTo(200);
    }

    // HW-S7: tokens

    @Test
    void issuesATokenThatOpensTheStatistic_asLongAsIamAllows() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented().tokenLength(100_000));
        String token = token(caller);

        assertThat(token).hasSize(100_000);
        assertThat(caller.send(withToken(caller, token)).status()).isEqualTo(200);
    }

    @Test
    void letsAnOldTokenLiveBesideANewOne() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        String old = token(caller);

        assertThat(token(caller)).isNotEqualTo(old);
        assertThat(caller.send(withToken(caller, old)).status()).isEqualTo(200);
    }

    @Test
    void issuesNoTokenForAWrongPasswordOrProjectOrNonsense() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        assertThat(login(caller, "wrong", Accounts.HUAWEI.project()).status()).isEqualTo(401);
        assertThat(login(caller, Accounts.HUAWEI.password(), "elsewhere").status())
                .isEqualTo(401);
        assertThat(caller.send(caller.request("/v3/auth/tokens", "", "{}")).status())
                .isEqualTo(400);
        assertThat(caller.send(caller.request("/v3/auth/tokens", "", "{")).status())
                .isEqualTo(400);
    }
}
