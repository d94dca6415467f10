package io.tallylight.poller.testkit;

import static io.tallylight.poller.testkit.Told.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallylight.sandbox.Faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/**
 * What every poller promises, against a real broker, a real registry and its strict simulator. A subclass names its
 * subject and nothing else. Here is how it treats providers and is watched (promises 4 to 8); what it publishes is
 * inherited. That no secret shows anywhere is checked whenever a poller stops.
 */
public abstract class PollerContract<E extends SpecificRecordBase> extends PublishingContract<E> {

    @Test
    void asksNothingBeforeRetryAfterHasPassed() {
        run.start();
        told.awaitTruth();

        run.simulator.faults().strike(new Fault.Throttled(429, "3"));
        await().atMost(LONG).until(() -> run.turns("throttled") >= 1);
        long struck = System.nanoTime();
        long calls = run.simulator.calls();
        run.simulator.faults().lift();
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> run.simulator.calls() > calls);

        assertThat(Duration.ofNanos(System.nanoTime() - struck)).isGreaterThan(Duration.ofMillis(2500));
        told.awaitTruth();
    }

    @Test
    void asksRarelyAndStaysAliveWhileItsCredentialsAreDenied() throws IOException {
        run.secrets.spoil();

        run.start();
        await().atMost(LONG).until(() -> run.turns("denied") >= 1);
        long calls = run.simulator.calls();

        await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> run.simulator.calls() == calls);
        assertThat(calls).isLessThanOrEqualTo(2);
        assertThat(run.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(run.get("/targets").body()).contains("denied");
        assertThat(run.events()).isEmpty();
    }

    @Test
    void followsItsTargetsFileAndRefusesOneThatIsInvalid() throws IOException {
        String wanted = run.wanted();
        Files.writeString(run.targets, "accounts: []");
        run.start();
        await().atMost(LONG).until(() -> run.get("/health/ready").statusCode() == 200);
        assertThat(run.simulator.calls()).isZero();

        Files.writeString(run.targets, wanted);
        told.awaitTruth();

        Files.writeString(run.targets, wanted.replace("every: ", "evry: "));
        await().atMost(LONG).until(() -> run.metric("targets_files_refused_total") >= 1);
        told.awaitCalls(5);

        Files.writeString(run.targets, "accounts: []");
        await().atMost(LONG).until(() -> run.metric("poll_targets") == 0);
        told.assertEachRevisionOnce();
    }

    @Test
    void keepsTheQuotaWithThreeReplicasAndAFailover() {
        run.start().start().start();
        told.awaitTruth();
        await().atMost(LONG).until(run::ready);

        run.stopTheOneThatPolls();
        run.story.restate();
        told.awaitARevision();
        told.awaitCalls(10);

        assertThat(run.simulator.overLimit()).isZero();
        assertThat(run.turns("throttled")).isZero();
        told.assertEachRevisionOnce();
    }

    @Test
    void letsAFailingAccountHarmOnlyItself() throws IOException {
        String good = run.account();
        String failing = good.substring(0, good.length() - 1) + "9";
        run.addDenied(failing);

        run.start();
        told.awaitTruth();
        await().atMost(LONG).until(() -> run.metric("poll_account_denials", "account", failing) >= 1);
        run.story.restate();
        told.awaitARevision();

        assertThat(run.turns("denied")).isLessThanOrEqualTo(2);
        assertThat(run.metric("poll_account_denials", "account", good)).isZero();
        assertThat(run.metric("poll_account_rest_seconds", "account", good)).isZero();
        assertThat(run.metric("poll_breaker_state", "account", good, "state", "closed"))
                .isOne();
        assertThat(run.targetsOf(good))
                .allMatch(target -> target.getString("lastAnswer").equals("data"));
        assertThat(run.targetsOf(failing))
                .anyMatch(target -> target.getString("lastAnswer").equals("denied"));
    }

    @Test
    void showsHowItStands() throws IOException {
        run.slower(UNHURRIED);
        run.start();
        told.awaitTruth();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(run.metric("poll_rows_total", "outcome", "new"))
                        .isEqualTo(run.events().size()));
        assertThat(run.turns("data")).isPositive();
        assertThat(run.series("poll_window_age_seconds")).isNotEmpty().allMatch(age -> age < 3 * 24 * 3600);
        assertThat(run.metric("poll_remembered_rows")).isPositive();
        await().atMost(LONG).until(() -> run.metric("poll_quota_left_requests", "account", run.account()) > 0);
        assertThat(run.metric("poll_breaker_state", "account", run.account(), "state", "closed"))
                .isOne();
        assertThat(run.targetsOf(run.account())).isNotEmpty().allSatisfy(target -> {
            assertThat(target.getString("lastAnswer")).isEqualTo("data");
            assertThat(target.getJsonArray("open")).isNotEmpty();
            assertThat(target.getInstant("nextTurn")).isAfter(target.getInstant("answeredAt"));
        });
    }

    /** Longer than a cursor that moved without an event may wait for its commit. Its broker has nobody else to serve. */
    @Test
    void doesNothingWhileNothingIsDue() throws IOException {
        run.close();
        setTheStage(Stage.withItsOwnBroker());
        run.slower(Duration.ofHours(1));
        run.start();
        told.awaitTruth();

        told.awaitSilence(Duration.ofSeconds(6));
    }
}
