package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider whose clock is not ours: it is asked by its clock, when that is due by ours. */
class PollEngineClockTest {

    private static final Duration TEN = Duration.ofMinutes(10);
    private final World world = new World();
    private final List<Instant> plannedAt = new ArrayList<>();

    PollEngineClockTest() {
        world.feed.planners.put("a", (target, cursor, now) -> {
            plannedAt.add(now);
            Window lastMinute = new Window(new Span(now.minusSeconds(60), now), now.minusSeconds(120), 0);
            return new Plan<>(List.of(lastMinute), now.plusMillis(target.getEveryMillis()));
        });
    }

    @Test
    void plansByTheProvidersClockAndTurnsByOurs() {
        world.feed.ahead = TEN;
        world.wants("158", since("a", START));

        world.run(Duration.ofSeconds(59));

        assertThat(plannedAt.get(0)).isEqualTo(START.plusMillis(20).plus(TEN));
        assertThat(world.askedAt("a")).hasSize(6).first().isEqualTo(START.plusMillis(20));
        assertThat(world.asked)
                .allSatisfy(fetch ->
                        assertThat(fetch.readAt()).isEqualTo(fetch.askedAt().plus(TEN)));
    }

    @Test
    void keepsItsPaceWhenTheOffsetChanges() {
        world.wants("158", since("a", START));
        for (long minutes : new long[] {10, 0, -10, 3}) {
            world.run(Duration.ofSeconds(45));
            world.feed.ahead = Duration.ofMinutes(minutes);
        }
        world.run(Duration.ofSeconds(45));

        List<Instant> turns = world.askedAt("a");
        assertThat(turns).hasSizeBetween(21, 23);
        for (int i = 1; i < turns.size(); i++) {
            assertThat(Duration.between(turns.get(i - 1), turns.get(i)))
                    .isBetween(TEN.dividedBy(60), TEN.dividedBy(50));
        }
        assertThat(plannedAt.get(turns.size() - 1))
                .isEqualTo(turns.get(turns.size() - 1).plusSeconds(180));
    }

    /** One wrong Date header of a day ahead would settle that day before it has happened. */
    @Test
    void believesAClockThatIsFarAheadUpToTheLimitOnly() {
        world.feed.ahead = Duration.ofDays(1);
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(15));

        assertThat(plannedAt)
                .last()
                .isEqualTo(world.asked.get(world.asked.size() - 1).askedAt().plus(TEN));
        assertThat(world.asked)
                .allSatisfy(fetch ->
                        assertThat(fetch.readAt()).isEqualTo(fetch.askedAt().plus(TEN)));
    }

    @Test
    void believesAClockThatIsFarBehind() {
        world.feed.ahead = Duration.ofDays(-1);
        world.wants("158", since("a", START.minus(Duration.ofDays(2))));
        world.run(Duration.ofSeconds(15));

        assertThat(plannedAt.get(0)).isBefore(START.minus(Duration.ofHours(23)));
    }

    @Test
    void endsAnUrgencyByTheProvidersClock() {
        world.feed.ahead = TEN;
        world.provider = fetch -> new io.tallylight.poller.Answer.Data<>(
                List.of(), List.of(), List.of(), START.plus(TEN).plusSeconds(15));
        world.wants("158", since("a", START));

        world.run(Duration.ofSeconds(12));
        assertThat(world.page.get("a")).containsEntry("urgency", "urgent");

        world.run(Duration.ofSeconds(12));
        assertThat(world.page.get("a")).doesNotContainEntry("urgency", "urgent");
    }
}
