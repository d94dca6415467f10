package io.tallylight.poller.testkit;

import static io.tallylight.poller.testkit.Told.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallylight.sandbox.Faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each row is told once per content, late figures as revisions, and the past as far as it is held (promises 1 to 3). */
abstract class PublishingContract<E extends SpecificRecordBase> extends Staged<E> {

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
}
