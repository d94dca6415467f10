package io.tallylight.poller.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallylight.event.Completeness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** What a run has told: waits until it is the truth, and looks at its revisions. */
final class Told<E extends SpecificRecordBase> {

    static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Run<E> run;

    Told(Run<E> run) {
        this.run = run;
    }

    void awaitTruth() {
        assertThat(run.truth()).isNotEmpty();
        await().atMost(LONG)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(run.published()).isEqualTo(run.truth()));
    }

    /** Of a stretch that began earlier, or goes on longer, than what is compared. */
    void awaitTruthAmongOthers() {
        assertThat(run.truth()).isNotEmpty();
        await().atMost(LONG)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(run.published()).containsAllEntriesOf(run.truth()));
    }

    void awaitARevision() {
        await().atMost(LONG).until(() -> run.events().stream().anyMatch(event -> revision(event) > 1));
        awaitTruth();
    }

    void awaitCalls(int more) {
        long before = run.simulator.calls();
        await().atMost(LONG).until(() -> run.simulator.calls() >= before + more);
    }

    void awaitRewound(Instant requestedAt) {
        await().atMost(LONG.multipliedBy(2))
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(run.rewinds())
                        .as(() -> run.get("/targets").body())
                        .isNotEmpty()
                        .allMatch(rewind -> rewind.equals(requestedAt + " done")));
    }

    /** For so long nobody is asked and nothing is written, not even an offset or a transaction. */
    void awaitSilence(Duration time) {
        AtomicReference<List<Object>> last = new AtomicReference<>(List.of());
        await().during(time).atMost(LONG).pollInterval(LOOK).until(() -> {
            List<Object> now = List.of(run.simulator.calls(), run.written());
            return now.equals(last.getAndSet(now));
        });
    }

    /** All that is true stands by the provider's rule. */
    void awaitFinal() {
        await().atMost(LONG.multipliedBy(2))
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(run.thatSettle()).isNotEmpty().allMatch(Told::isFinal));
    }

    /**
     * What is told as final is forgotten, and nothing else.
     *
     * @param others that may be remembered with what is provisional
     */
    void awaitOnlyProvisionalRemembered(int others) {
        await().atMost(LONG).pollInterval(LOOK).untilAsserted(() -> {
            double provisional = run.newest().values().stream()
                    .filter(event -> !isFinal(event))
                    .count();
            assertThat(run.metric("poll_remembered_rows")).isBetween(provisional, provisional + others);
        });
    }

    /** Revisions of one id count 1, 2, 3, ..., and each says something else than the one before. */
    void assertEachRevisionOnce() {
        assertThat(byId()).allSatisfy(revisions -> {
            assertThat(revisions)
                    .extracting(Told::revision)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, revisions.size()).boxed().toList());
            for (int i = 1; i < revisions.size(); i++) {
                assertThat(content(revisions.get(i))).isNotEqualTo(content(revisions.get(i - 1)));
            }
        });
    }

    /** It is the last one, and comes where nothing else changed, too. */
    void assertOneFinalRevision() {
        Collection<List<E>> finals = byId().stream()
                .filter(all -> all.stream().anyMatch(Told::isFinal))
                .toList();
        assertThat(finals).allSatisfy(revisions -> {
            assertThat(revisions).filteredOn(Told::isFinal).hasSize(1);
            assertThat(isFinal(revisions.get(revisions.size() - 1))).isTrue();
        });
        assertThat(finals).as("told before it was final").anyMatch(revisions -> revisions.size() == 2);
    }

    private Collection<List<E>> byId() {
        Map<String, List<E>> byId = new HashMap<>();
        run.events()
                .forEach(event -> byId.computeIfAbsent(String.valueOf(event.get("id")), id -> new ArrayList<>())
                        .add(event));
        return byId.values();
    }

    private static boolean isFinal(SpecificRecordBase event) {
        return event.get("completeness") == Completeness.FINAL;
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
