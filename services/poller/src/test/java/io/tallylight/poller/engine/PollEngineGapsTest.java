package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Gap;
import io.tallylight.event.GapReason;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cannot be had is told, once. The provider of these tests holds an hour. */
class PollEngineGapsTest {

    private static final Duration HELD = Duration.ofHours(1);
    private final World world = new World();

    PollEngineGapsTest() {
        world.feed.planners.put("a", (target, cursor, now) -> {
            Instant held = now.minus(HELD);
            List<Hole> holes = cursor.openBefore(held).stream()
                    .map(Cursor.Open::span)
                    .map(span -> new Hole(span, GapReason.NOT_HELD, null, "held for an hour"))
                    .toList();
            Plan<Window> plan = ScriptedFeed.presentAndPast(target, cursor, now);
            return new Plan<>(plan.asks(), plan.next(), List.of(), holes);
        });
    }

    @Test
    void tellsAndSettlesAHoleOnce() {
        world.wants("158", since("a", START.minusSeconds(7200)));

        world.run(Duration.ofMinutes(3));

        assertThat(world.gaps).first().satisfies(gap -> {
            assertThat(gap.getTarget()).isEqualTo("a");
            assertThat(gap.getAccount()).isEqualTo("158");
            assertThat(gap.getReason()).isEqualTo(GapReason.NOT_HELD);
            assertThat(gap.getWindowStart()).isEqualTo(START.minusSeconds(7200));
            assertThat(gap.getDetail()).isEqualTo("held for an hour");
        });
        assertThat(world.gaps).extracting(Gap::getWindowStart).doesNotHaveDuplicates();
        assertThat(world.store.target("a"))
                .satisfies(state -> assertThat(state.getOpen().get(0).getFrom())
                        .isEqualTo(world.gaps.get(world.gaps.size() - 1).getWindowEnd()));
        assertThat(world.answers.get("gap NOT_HELD")).isEqualTo(world.gaps.size());
    }

    @Test
    void tellsNoHoleAgainAfterARestart() {
        world.wants("158", since("a", START.minusSeconds(7200)));
        world.run(Duration.ofSeconds(1));
        assertThat(world.gaps).hasSize(1);

        world.restart().wants("158", since("a", START.minusSeconds(7200)));
        world.run(Duration.ofSeconds(5));

        assertThat(world.gaps).hasSize(1);
    }

    @Test
    void saysThatAStretchWasLostToADenial() {
        lostTo(new Answer.Denied<>("key withdrawn"), GapReason.DENIED);
        assertThat(world.gaps.get(0).getDetail()).isEqualTo("held for an hour; last answer: key withdrawn");
    }

    @Test
    void saysThatAStretchWasLostToBrokenAnswers() {
        lostTo(new Answer.Broken<>("500"), GapReason.BROKEN);
    }

    /** One request at a time finds out whether a denial is over: most targets of the account are told nothing themselves. */
    @Test
    void saysOfEveryTargetOfAnAccountThatItWasDenied() {
        PollTarget[] targets =
                IntStream.range(0, 20).mapToObj(i -> since("t" + i, START)).toArray(PollTarget[]::new);
        for (PollTarget target : targets) {
            world.feed.planners.put(target.getId(), Objects.requireNonNull(world.feed.planners.get("a")));
        }
        world.wants("158", targets);
        world.run(Duration.ofMinutes(1));
        world.provider = fetch -> new Answer.Denied<>("401");
        world.run(Duration.ofHours(3));
        world.provider = fetch -> data();
        long answered = answers();
        while (answers() < answered + 20) {
            world.run(Duration.ofMillis(20));
        }

        assertThat(world.gaps.stream().map(Gap::getTarget).distinct()).hasSize(20);
        assertThat(world.gaps).extracting(Gap::getReason).containsOnly(GapReason.DENIED);
    }

    @Test
    void tellsTheHoleOfAnAskOnceItIsComplete() {
        Span hours = new Span(START.minusSeconds(7200), START.minusSeconds(3600));
        Hole hole = new Hole(hours, GapReason.COARSER, 3600, "hours only");
        Window ask = new Window(hours, hours.to(), 0, Optional.of(hole));
        world.feed.planners.put(
                "a",
                (target, cursor, now) ->
                        new Plan<>(cursor.isOpen(hours.from()) ? List.of(ask) : List.of(), now.plusSeconds(30)));
        world.provider = fetch -> world.asked.size() == 1
                ? new Answer.Broken<>("cut")
                : fetch.ask().page() < 2
                        ? new Answer.Data<>(
                                List.of(),
                                List.of(),
                                List.of(fetch.ask().page(fetch.ask().page() + 1)))
                        : data();
        world.wants("158", since("a", hours.from()));

        while (world.asked.size() < 4) {
            world.run(Duration.ofMillis(20));
            assertThat(world.gaps).isEmpty();
        }
        world.run(Duration.ofMinutes(2));

        assertThat(world.gaps).singleElement().satisfies(gap -> {
            assertThat(gap.getReason()).isEqualTo(GapReason.COARSER);
            assertThat(gap.getObtainedSeconds()).isEqualTo(3600);
        });
    }

    private long answers() {
        return Objects.requireNonNull(world.answers.get("data"));
    }

    private void lostTo(Answer<Window> answer, GapReason reason) {
        world.wants("158", since("a", START));
        world.run(Duration.ofMinutes(1));
        world.provider = fetch -> answer;
        world.run(Duration.ofMinutes(150));

        assertThat(world.gaps).isNotEmpty().extracting(Gap::getReason).containsOnly(reason);
    }
}
