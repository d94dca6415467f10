package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.since;
import static io.tallylight.poller.engine.World.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import io.tallylight.poller.engine.PollWatch.Outcome;
import io.tallylight.poller.state.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Turns, windows, pages, restarts. */
class PollEngineTest {

    private final World world = new World();

    @Test
    void asksEachTargetAsOftenAsItIsWanted() {
        world.wants("158", target("fast", Duration.ofSeconds(1)), target("slow", Duration.ofSeconds(30)));

        world.run(Duration.ofSeconds(60));

        assertThat(world.askedAt("fast")).hasSizeBetween(55, 60);
        assertThat(world.askedAt("slow")).hasSize(2);
    }

    @Test
    void startsAndPlansNothingWhileNothingIsDue() {
        world.wants("158", target("a", Duration.ofHours(1)));
        world.run(Duration.ofSeconds(1));
        int writes = world.store.writes;
        world.feed.planned.clear();
        world.asked.clear();

        world.run(Duration.ofMinutes(30));

        assertThat(world.asked).isEmpty();
        assertThat(world.feed.planned).isEmpty();
        assertThat(world.store.writes).isEqualTo(writes);
    }

    @Test
    void waitsWhereThePlanSaysThatNothingIsDue() {
        world.feed.planners.put("a", (target, cursor, now) -> new Plan<>(List.of(), now.plusSeconds(10)));
        world.wants("158", target("a"));

        world.run(Duration.ofSeconds(35));

        assertThat(world.asked).isEmpty();
        assertThat(world.feed.planned).hasSize(4);
    }

    @Test
    void survivesAPlanThatIsDueAtOnceAndAsksNothing() {
        world.feed.planners.put("a", (target, cursor, now) -> new Plan<>(List.of(), now));
        world.wants("158", target("a"), target("b"));

        world.run(Duration.ofSeconds(1));

        assertThat(world.feed.planned.size()).isBetween(10, 60);
        assertThat(world.askedAt("b")).hasSize(1);
    }

    @Test
    void settlesAWindowOnlyWithItsLastPage() {
        world.provider = fetch -> fetch.ask().page() < 3
                ? page(fetch.ask(), Events.other(START, "p" + fetch.ask().page(), 1))
                : data(Events.other(START, "p3", 1));
        world.wants("158", since("a", START.minusSeconds(600)));

        run(120);
        assertThat(settledBefore()).isEqualTo(START.minusSeconds(600).toString());
        assertThat(world.asked).extracting(fetch -> fetch.ask().page()).containsExactly(0, 1, 2);

        run(100);
        assertThat(settledBefore()).isGreaterThan(START.minusSeconds(125).toString());
        assertThat(world.asked).extracting(fetch -> fetch.ask().page()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void beginsAWindowAgainThatBrokeBetweenItsPages() {
        world.provider =
                fetch -> fetch.ask().page() == 0 ? page(fetch.ask(), Events.row(START, 1)) : new Answer.Broken<>("cut");
        world.wants("158", since("a", START));

        world.run(Duration.ofMinutes(1));

        assertThat(world.asked.subList(0, 4))
                .extracting(fetch -> fetch.ask().page())
                .containsExactly(0, 1, 0, 1);
        assertThat(settledBefore()).isEqualTo(START.toString());
        assertThat(world.events).hasSize(1);
    }

    @Test
    void settlesThePartsOfAWindowThatWasTooLong() {
        Instant from = START.minusSeconds(7200);
        Instant half = START.minusSeconds(3600);
        world.provider = fetch -> fetch.ask().span().length().compareTo(Duration.ofHours(2)) >= 0
                ? new Answer.Data<>(
                        List.of(),
                        List.of(),
                        List.of(
                                fetch.ask().part(from, half),
                                fetch.ask().part(half, fetch.ask().span().to())))
                : data();
        world.wants("158", since("a", from));

        run(100);
        assertThat(settledBefore()).isEqualTo(half.toString());
        run(60);
        assertThat(settledBefore()).isGreaterThan(half.toString());
        assertThat(world.asked).hasSize(3);
    }

    @Test
    void keepsTheOrderOfAPlanAndItsNextTurn() {
        world.feed.planners.put(
                "a",
                (target, cursor, now) -> new Plan<>(
                        List.of(window(now.minusSeconds(10), now), window(START.minusSeconds(60), START)),
                        now.plusSeconds(5)));
        world.wants("158", since("a", START.minusSeconds(60)));

        world.run(Duration.ofSeconds(6));

        assertThat(world.asked).hasSize(4);
        assertThat(world.asked.get(1).ask().span()).isEqualTo(new Span(START.minusSeconds(60), START));
        assertThat(world.asked.get(2).askedAt())
                .isEqualTo(world.asked.get(0).askedAt().plusSeconds(5));
    }

    @Test
    void takesAHugeAnswerInBoundedStepsAndSettlesItAtTheEnd() {
        Row[] rows = IntStream.range(0, 1000)
                .mapToObj(i -> Events.other(START, "s" + i, i))
                .toArray(Row[]::new);
        world.provider = fetch -> data(rows);
        world.wants("158", since("a", START));
        world.tick(0);
        world.now = START.plusSeconds(1);

        int steps = 1;
        for (; world.tick(100); steps++) {
            assertThat(world.events).hasSize(100 * steps);
            assertThat(world.store.targets.get("a"))
                    .isEqualTo(world.store.copy().targets.get("a"));
        }

        assertThat(steps).isEqualTo(10);
        assertThat(world.events).hasSize(1000);
    }

    @Test
    void goesOnWhereItWasAfterARestartAndPublishesNothingTwice() {
        world.provider = fetch -> data(Events.row(START, 1), Events.row(START.plusSeconds(60), 2));
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(100));
        int published = world.events.size();
        TargetState before = java.util.Objects.requireNonNull(world.store.target("a"));

        world.restart().wants("158", since("a", START));
        world.run(Duration.ofSeconds(15));

        assertThat(world.events).hasSize(published);
        assertThat(world.asked.get(world.asked.size() - 1).ask().span().from())
                .isEqualTo(before.getOpen().get(0).getFrom());
    }

    /** What was told and not committed is aborted with the state: the same rows are told again from the older state. */
    @Test
    void tellsAgainWhatACrashAborted() {
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(5));
        MemoryStore committed = world.store.copy();
        world.provider = fetch -> data(Events.row(START, 1));
        world.run(Duration.ofSeconds(10));
        assertThat(world.events).hasSize(1);

        world.events.clear();
        world.store = committed;
        world.restart().wants("158", since("a", START));
        world.run(Duration.ofSeconds(10));

        assertThat(world.events(ViewerCount.class))
                .extracting(ViewerCount::getRevision)
                .containsExactly(1);
    }

    @Test
    void forgetsTheRowsOfAWindowOnceItIsFinal() {
        world.provider = fetch -> data(Events.row(fetch.askedAt(), 1));
        world.wants("158", since("a", START));

        world.run(Duration.ofMinutes(30));

        assertThat(world.store.bucketsOf("a")).isLessThanOrEqualTo(4);
        assertThat(world.rows.get(Outcome.NEW)).isEqualTo(30);
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    private String settledBefore() {
        return String.valueOf(
                java.util.Objects.requireNonNull(world.page.get("a")).get("settledBefore"));
    }

    private static Window window(Instant from, Instant to) {
        return new Window(new Span(from, to), Instant.MIN, 0);
    }

    private static Answer<Window> page(Window ask, Row row) {
        return new Answer.Data<>(List.of(row), List.of(), List.of(ask.page(ask.page() + 1)));
    }
}
