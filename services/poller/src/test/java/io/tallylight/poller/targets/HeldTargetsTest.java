package io.tallylight.poller.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldTargetsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T00:00:00Z");
    private static final PollRewind REWIND = new PollRewind(TO, NOW);

    private final HeldTargets held = new HeldTargets();

    @Test
    void seesNoDifferenceInARewindThatTheFileDoesNotKnow() {
        held.take("158", record(1, target("a", 10, REWIND)));

        assertThat(held.changes(Map.of("158", record(0, target("a", 10, null))), "polyv", NOW))
                .isEmpty();
    }

    @Test
    void keepsARewindWhenTheFileChangesItsTarget() {
        held.take("158", record(1, target("a", 10, REWIND)));

        Map<String, Target> changes = held.changes(Map.of("158", record(0, target("a", 20, null))), "polyv", NOW);

        assertThat(changes).containsOnlyKeys("158");
        assertThat(changes.get("158"))
                .returns(List.of(target("a", 20, REWIND)), Target::getTargets)
                .returns(2, Target::getRevision);
    }

    @Test
    void forgetsTheRewindOfATargetThatGoes() {
        held.take("158", record(1, target("a", 10, REWIND)));
        held.take("158", record(2, target("b", 10, null)));
        held.take("158", record(3, target("a", 10, null)));

        assertThat(held.rewind("a")).isEmpty();
    }

    @Test
    void endsAnAccountThatIsNotWanted() {
        held.take("158", record(1, target("a", 10, null)));

        assertThat(held.changes(Map.of(), "polyv", NOW)).containsEntry("158", null);
    }

    @Test
    void findsARewindThatSomebodyOverwrote() {
        held.take("158", record(1, target("a", 10, null)));
        held.take("158", record(2, target("a", 10, REWIND)));
        held.take("158", record(2, target("a", 20, null)));

        Map<String, Target> lost = held.lost("polyv", NOW);

        assertThat(lost.get("158"))
                .returns(List.of(target("a", 20, REWIND)), Target::getTargets)
                .returns(3, Target::getRevision);
    }

    @Test
    void hasLostNothingWhereTheLastRecordSaysAll() {
        held.take("158", record(1, target("a", 10, null)));
        held.take("158", record(2, target("a", 10, REWIND)));

        assertThat(held.lost("polyv", NOW)).isEmpty();
    }

    @Test
    void asksForARewindOfOneTarget() {
        held.take("158", record(4, target("a", 10, null), target("b", 10, null)));

        Target next = held.rewound("b", TO, "polyv", NOW).orElseThrow();

        assertThat(next.getRevision()).isEqualTo(5);
        assertThat(next.getTargets()).containsExactly(target("a", 10, null), target("b", 10, REWIND));
    }

    @Test
    void neverAsksAtTheSameInstantTwice() {
        held.take("158", record(1, target("a", 10, REWIND)));

        Target next = held.rewound("a", TO, "polyv", NOW).orElseThrow();

        assertThat(next.getTargets()).containsExactly(target("a", 10, new PollRewind(TO, NOW.plusMillis(1))));
    }

    @Test
    void knowsNoTargetOfAnAccountThatEnded() {
        held.take("158", record(1, target("a", 10, null)));
        held.take("158", null);

        assertThat(held.rewound("a", TO, "polyv", NOW)).isEmpty();
        assertThat(held.ids()).isEmpty();
    }

    private static Target record(int revision, PollTarget... targets) {
        return new Target("polyv/158", revision, NOW, "polyv", "158", "folder", List.of(targets));
    }

    private static PollTarget target(String id, long every, @Nullable PollRewind rewind) {
        return new PollTarget(id, every, null, Map.of(), rewind);
    }
}
