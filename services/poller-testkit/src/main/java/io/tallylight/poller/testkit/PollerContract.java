package io.tallylight.poller.testkit;

import static io.tallylight.poller.testkit.Told.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallylight.runtime.Logs;
import io.tallylight.sandbox.Faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every poller promises, against a real broker, a real registry and its strict simulator. A subclass names its
 * subject and nothing else. That no secret shows anywhere is checked whenever a poller stops.
 */
@Execution(ExecutionMode.CONCURRENT)
public abstract class PollerContract<E extends SpecificRecordBase> {

    static {
        // before tests beside each other ask for loggers at the same time, and the broker tells every request
        Logs.TEXT.configure();
    }

    /** Live turns that leave something of every quota to history. */
    private static final Duration UNHURRIED = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private Run<E> run;
    private Told<E> told;

    protected abstract Subject<E> subject();

    @BeforeEach
    void setTheStage() throws IOException {
        setTheStage(Stage.shared());
    }

    private void setTheStage(Stage stage) throws IOException {
        run = new Run<>(subject(), folder, stage);
        told = new Told<>(run);
    }

    @AfterEach
    void clear() {
        run.close();
    }

    @Test
    void publishesAllThatTheProviderKnowsAndNothingTwice() {
        run.start();
        told.awaitTruth();

        told.awaitCalls(10);

        told.assertEachRevisionOnce();
        told.awaitTruth(); // awaited: a window that began just now is true before it is published
    }

    @Test
    void publishesARestatedFigureAsTheNextRevision() {
        run.start();
        told.awaitTruth();

        run.story.restate();
        told.awaitARevision();

        told.assertEachRevisionOnce();
    }

    @Test
    void publishesNothingTwiceAfterARestart() {
        run.start();
        told.awaitTruth();
        run.stop();

        run.start();
        told.awaitCalls(10);

        told.assertEachRevisionOnce(); // a row told twice would be a second revision 1
        told.awaitTruth();
    }

    /** Rewound while it runs, while it is stopped, and after every figure was restated. */
    @Test
    void rereadsARewoundStretchWithoutDoubling() throws IOException {
        run.start();
        told.awaitTruth();

        run.slower(UNHURRIED);
        told.awaitRewound(run.rewind());
        told.awaitTruth();
        told.assertEachRevisionOnce();

        run.stop();
        Instant again = run.rewind();
        run.start();
        told.awaitRewound(again);
        told.assertEachRevisionOnce();

        run.story.restate();
        told.awaitRewound(run.rewind());
        told.awaitTruth();
        told.assertEachRevisionOnce();
    }

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

    static Stream<Fault> faults() {
        return Stream.of(new Fault.Status(500, "text/plain", "oops"), new Fault.CutBody());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void recoversFromWhatBreaksAndLosesNothing(Fault fault) {
        run.simulator.faults().strike(fault, 2);

        run.start();
        told.awaitTruth();

        assertThat(run.turns("broken")).isGreaterThanOrEqualTo(1);
        told.assertEachRevisionOnce();
    }

    @Test
    void losesNothingWhenItIsStoppedWhileARequestHangs() {
        run.simulator.faults().strike(new Fault.Hang());
        run.start();
        told.awaitCalls(1);

        run.stop();
        run.simulator.faults().lift();
        run.start();

        told.awaitTruth();
        told.assertEachRevisionOnce();
    }

    @Test
    void losesNothingWhenItIsStoppedWhileAnAnswerIsOnItsWay() {
        run.simulator.faults().strike(new Fault.Latency(Duration.ofSeconds(1)));
        run.start();
        told.awaitCalls(1);

        run.stop();
        run.simulator.faults().lift();
        run.start();

        told.awaitTruth();
        told.assertEachRevisionOnce();
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

    /** Nothing happens at the provider, but time passes by its clock. */
    @Test
    void publishesOneFinalRevisionOfWhatStandsAndForgetsIt() throws IOException {
        run.slower(UNHURRIED);
        run.start();
        told.awaitTruth();

        run.passes(Duration.ofDays(5));
        told.awaitFinal();
        told.awaitCalls(4);

        told.assertEachRevisionOnce();
        told.assertOneFinalRevision();
        told.awaitOnlyProvisionalRemembered(subject().rememberedWithOthers());
    }

    @Test
    void tellsWhatIsNoLongerHeldAndPublishesTheRest() throws IOException {
        Subject.Past past = subject().past(run.story.moment());
        Instant early = past.since().plus(Duration.ofHours(1));
        run.slower(UNHURRIED);
        run.readsBackTo(past);

        run.start();
        told.awaitTruthAmongOthers();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(run.gaps())
                        .anyMatch(gap -> !gap.getWindowStart().isAfter(early)
                                && gap.getWindowEnd().isAfter(early)));
        assertThat(run.gaps()).allMatch(gap -> gap.getReason() == past.reason() && gap.getRevision() == 1);
        assertThat(run.gaps()).noneMatch(gap -> gap.getWindowEnd().isAfter(past.heldSince()));
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
