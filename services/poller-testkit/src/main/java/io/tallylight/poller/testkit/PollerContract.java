package io.tallylight.poller.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallylight.sandbox.Faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every poller promises, against a real broker, a real registry and its strict simulator. A subclass names its
 * subject and nothing else. That no secret shows anywhere is checked whenever a poller stops.
 */
public abstract class PollerContract<E extends SpecificRecordBase> {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Run<E> run;

    protected abstract Subject<E> subject();

    @BeforeEach
    void setTheStage() throws IOException {
        run = new Run<>(subject(), folder);
    }

    @AfterEach
    void clear() {
        run.close();
    }

    @Test
    void publishesAllThatTheProviderKnowsAndNothingTwice() {
        run.start();
        awaitTruth();

        awaitCalls(10);

        assertEachRevisionOnce();
        awaitTruth(); // awaited: a window that began just now is true before it is published
    }

    @Test
    void publishesARestatedFigureAsTheNextRevision() {
        run.start();
        awaitTruth();

        run.story.restate();
        await().atMost(LONG).until(() -> run.events().stream().anyMatch(event -> revision(event) > 1));
        awaitTruth();

        assertEachRevisionOnce();
    }

    @Test
    void publishesNothingTwiceAfterARestart() {
        run.start();
        awaitTruth();
        run.stop();

        run.start();
        awaitCalls(10);

        assertEachRevisionOnce(); // a row told twice would be a second revision 1
        awaitTruth();
    }

    /** Rewound while it runs, while it is stopped, and after every figure was restated. */
    @Test
    void rereadsARewoundStretchWithoutDoubling() throws IOException {
        run.start();
        awaitTruth();

        run.slower();
        awaitRewound(run.rewind());
        awaitTruth();
        assertEachRevisionOnce();

        run.stop();
        Instant again = run.rewind();
        run.start();
        awaitRewound(again);
        assertEachRevisionOnce();

        run.story.restate();
        awaitRewound(run.rewind());
        awaitTruth();
        assertEachRevisionOnce();
    }

    @Test
    void asksNothingBeforeRetryAfterHasPassed() {
        run.start();
        awaitTruth();

        run.simulator.faults().strike(new Fault.Throttled(429, "3"));
        await().atMost(LONG).until(() -> run.turns("throttled") >= 1);
        long struck = System.nanoTime();
        long calls = run.simulator.calls();
        run.simulator.faults().lift();
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> run.simulator.calls() > calls);

        assertThat(Duration.ofNanos(System.nanoTime() - struck)).isGreaterThan(Duration.ofMillis(2500));
        awaitTruth();
    }

    static Stream<Fault> faults() {
        return Stream.of(new Fault.Status(500, "text/plain", "oops"), new Fault.CutBody());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void recoversFromWhatBreaksAndLosesNothing(Fault fault) {
        run.simulator.faults().strike(fault, 2);

        run.start();
        awaitTruth();

        assertThat(run.turns("broken")).isGreaterThanOrEqualTo(1);
        assertEachRevisionOnce();
    }

    @Test
    void losesNothingWhenItIsStoppedWhileARequestHangs() {
        run.simulator.faults().strike(new Fault.Hang());
        run.start();
        awaitCalls(1);

        run.stop();
        run.simulator.faults().lift();
        run.start();

        awaitTruth();
        assertEachRevisionOnce();
    }

    @Test
    void losesNothingWhenItIsStoppedWhileAnAnswerIsOnItsWay() {
        run.simulator.faults().strike(new Fault.Latency(Duration.ofSeconds(1)));
        run.start();
        awaitCalls(1);

        run.stop();
        run.simulator.faults().lift();
        run.start();

        awaitTruth();
        assertEachRevisionOnce();
    }

    @Test
    void asksRarelyAndStaysAliveWhileItsCredentialsAreDenied() throws IOException {
        run.spoilSecrets();

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
        awaitTruth();

        Files.writeString(run.targets, wanted.replace("every: ", "evry: "));
        await().atMost(LONG).until(() -> run.metric("targets_files_refused_total\\{[^}]*\\}") >= 1);
        awaitCalls(5);

        Files.writeString(run.targets, "accounts: []");
        await().atMost(LONG).until(() -> run.metric("poll_targets\\{[^}]*\\}") == 0);
        assertEachRevisionOnce();
    }

    private void awaitTruth() {
        assertThat(run.truth()).isNotEmpty();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(run.published()).isEqualTo(run.truth()));
    }

    private void awaitRewound(Instant requestedAt) {
        await().atMost(LONG.multipliedBy(2))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(run.rewinds())
                        .as(() -> run.get("/targets").body())
                        .isNotEmpty()
                        .allMatch(rewind -> rewind.equals(requestedAt + " done")));
    }

    private void awaitCalls(int more) {
        long before = run.simulator.calls();
        await().atMost(LONG).until(() -> run.simulator.calls() >= before + more);
    }

    /** Revisions of one id count 1, 2, 3, ..., and each says something else than the one before. */
    private void assertEachRevisionOnce() {
        Map<String, List<E>> byId = new HashMap<>();
        run.events()
                .forEach(event -> byId.computeIfAbsent(String.valueOf(event.get("id")), id -> new ArrayList<>())
                        .add(event));
        assertThat(byId.values()).allSatisfy(revisions -> {
            assertThat(revisions)
                    .extracting(PollerContract::revision)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, revisions.size()).boxed().toList());
            for (int i = 1; i < revisions.size(); i++) {
                assertThat(content(revisions.get(i))).isNotEqualTo(content(revisions.get(i - 1)));
            }
        });
    }

    private static int revision(SpecificRecordBase event) {
        return (int) event.get("revision");
    }

    private static SpecificRecordBase content(SpecificRecordBase event) {
        SpecificRecordBase copy = SpecificData.get().deepCopy(event.getSchema(), event);
        copy.put("revision", 0);
        copy.put("observedAt", Instant.EPOCH);
        return copy;
    }
}
