package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One long answer that comes in chunks: 100 minutes of two streams, told while it comes. */
class PollEngineChunksTest {

    private static final int MINUTES = 100;
    private static final Instant FROM = START.minus(Duration.ofDays(1));
    private static final PollTarget TARGET = since("a", FROM);
    private final World world = new World();

    PollEngineChunksTest() {
        world.feed.planners.put("a", (target, cursor, now) -> {
            Span open = new Span(cursor.settledBefore(), minute(MINUTES));
            List<Window> asks =
                    open.from().isBefore(open.to()) ? List.of(new Window(open, minute(MINUTES), 0)) : List.of();
            return new Plan<>(asks, now.plusSeconds(3600));
        });
    }

    @Test
    void settlesRowsWhileTheyComeAndKeepsFewInMind() {
        world.chunks = fetch -> chunks(byTime(fetch));
        world.wants("158", TARGET);

        List<Instant> settled = new ArrayList<>();
        while (world.asked.isEmpty() || world.events.size() < 2 * MINUTES) {
            world.run(Duration.ofMillis(20));
            settled.add(settledBefore());
            assertThat((int) page("rowsRemembered")).isLessThanOrEqualTo(12);
        }

        assertThat(settled).isSorted().contains(minute(4), minute(49), minute(94));
        world.run(Duration.ofSeconds(1));
        assertThat(settledBefore()).isEqualTo(minute(MINUTES));
        assertThat((int) page("rowsRemembered")).isZero();
        assertThat(world.chunksTaken).isEqualTo(20);
        assertEachOnce();
    }

    @Test
    void readsOnAfterACutFromWhereItWas() {
        world.chunks = fetch -> first(10, chunks(byTime(fetch)));
        world.provider = fetch -> world.asked.size() == 1 ? new Answer.Broken<>("cut") : data();
        world.wants("158", TARGET);

        world.run(Duration.ofSeconds(10));

        assertThat(world.asked).hasSize(2);
        assertThat(world.asked.get(1).ask().span().from()).isEqualTo(minute(49));
        assertEachOnce();
    }

    @Test
    void readsOnAfterACrashFromWhereItWas() {
        world.chunks = fetch -> chunks(byTime(fetch));
        world.wants("158", TARGET);
        world.run(Duration.ofMillis(240));
        assertThat(world.events).hasSizeBetween(50, 150);

        world.restart().wants("158", TARGET);
        world.run(Duration.ofSeconds(10));

        assertThat(world.asked).hasSize(2);
        assertThat(world.asked.get(1).ask().span().from()).isAfter(minute(20));
        assertEachOnce();
    }

    /** What a crash aborted was never told: the older state tells it. */
    @Test
    void missesNothingThatACrashAborted() {
        world.chunks = fetch -> chunks(byTime(fetch));
        world.wants("158", TARGET);
        world.run(Duration.ofMillis(140));
        MemoryStore committed = world.store.copy();
        int told = world.events.size();
        world.run(Duration.ofMillis(100));
        world.events.subList(told, world.events.size()).clear();

        world.store = committed;
        world.restart().wants("158", TARGET);
        world.run(Duration.ofSeconds(10));

        assertEachOnce();
    }

    @Test
    void tellsRowsOutOfOrderOnceAndSettlesAtTheEndFromThenOn() {
        world.chunks = fetch -> chunks(byStream(fetch));
        world.wants("158", TARGET);
        world.run(Duration.ofMillis(340));
        Instant halfway = settledBefore();
        world.run(Duration.ofMillis(100));
        assertThat(settledBefore()).isEqualTo(halfway);
        world.run(Duration.ofSeconds(1));

        assertThat(settledBefore()).isEqualTo(minute(MINUTES));
        assertThat(java.util.Objects.requireNonNull(world.store.target("a")).getUnordered())
                .isTrue();
        assertEachOnce();
    }

    @Test
    void settlesNothingEarlyOnceRowsCameOutOfOrder() {
        tellsRowsOutOfOrderOnceAndSettlesAtTheEndFromThenOn();
        world.feed.planners.put(
                "a",
                (target, cursor, now) -> new Plan<>(
                        List.of(new Window(new Span(minute(MINUTES), minute(2 * MINUTES)), minute(2 * MINUTES), 0)),
                        now.plusSeconds(3600)));
        world.chunks = fetch -> chunks(byTime(fetch));
        world.restart().wants("158", TARGET);
        world.now = world.now.plusSeconds(3600);

        world.run(Duration.ofMillis(240));

        assertThat(world.events.size()).isGreaterThan(2 * MINUTES + 50);
        assertThat(settledBefore()).isEqualTo(minute(MINUTES));
    }

    /** The second stream never came: what the first one settled is read once more, and what was told of it is known. */
    @Test
    void tellsEachOnceWhenAnAnswerOutOfOrderIsCut() {
        world.chunks = fetch -> first(12, chunks(byStream(fetch)));
        world.provider = fetch -> world.asked.size() == 1 ? new Answer.Broken<>("cut") : data();
        world.wants("158", TARGET);

        world.run(Duration.ofSeconds(10));

        assertEachOnce();
        assertThat(settledBefore()).isEqualTo(minute(MINUTES));
    }

    /** Nobody could know before the cut that the answer was out of order. */
    @Test
    void tellsEachOnceWhenTheDisorderShowsOnlyAfterACut() {
        world.chunks = fetch -> first(6, chunks(byStream(fetch)));
        world.provider = fetch -> world.asked.size() == 1 ? new Answer.Broken<>("cut") : data();
        world.feed.planners.put("a", (target, cursor, now) -> {
            Instant from = cursor.settledBefore();
            List<Window> asks = from.isBefore(minute(MINUTES))
                    ? List.of(new Window(new Span(from, minute(MINUTES)), minute(MINUTES), 0))
                    : List.of();
            return new Plan<>(asks, now.plusSeconds(5));
        });
        world.wants("158", TARGET);

        world.run(Duration.ofSeconds(30));

        assertEachOnce();
        assertThat(settledBefore()).isEqualTo(minute(MINUTES));
    }

    /** What is left after the cut is so little that it comes in one piece. */
    @Test
    void tellsEachOnceWhenTheDisorderShowsOnlyInTheLastPiece() {
        world.chunks =
                fetch -> world.asked.size() == 1 ? chunks(byStream(fetch)).subList(0, 8) : List.of();
        world.provider = fetch -> world.asked.size() == 1
                ? new Answer.Broken<>("cut")
                : data(byStream(fetch).toArray(Row[]::new));
        world.feed.planners.put("a", (target, cursor, now) -> {
            Instant from = cursor.settledBefore();
            List<Window> asks = from.isBefore(minute(MINUTES))
                    ? List.of(new Window(new Span(from, minute(MINUTES)), minute(MINUTES), 0))
                    : List.of();
            return new Plan<>(asks, now.plusSeconds(5));
        });
        world.wants("158", TARGET);

        world.run(Duration.ofSeconds(30));

        assertEachOnce();
    }

    @Test
    void tellsEachOnceWhenACrashCutsAnAnswerOutOfOrder() {
        world.chunks = fetch -> chunks(byStream(fetch));
        world.wants("158", TARGET);
        world.run(Duration.ofMillis(300));
        assertThat(world.events).hasSizeGreaterThan(MINUTES);

        world.restart().wants("158", TARGET);
        world.run(Duration.ofSeconds(10));

        assertEachOnce();
        assertThat(settledBefore()).isEqualTo(minute(MINUTES));
    }

    /** Rows that were told before their time was final need their memory if the answer turns out to be out of order. */
    @Test
    void forgetsNoRevisionWhileAnAnswerThatIsReadAgainIsNotComplete() {
        Instant[] finalBefore = {FROM};
        world.feed.planners.put(
                "a",
                (target, cursor, now) -> new Plan<>(
                        List.of(new Window(new Span(FROM, minute(MINUTES)), finalBefore[0], 0)), now.plusSeconds(10)));
        world.chunks = fetch -> chunks(byTime(fetch));
        world.wants("158", TARGET);
        world.run(Duration.ofSeconds(5));
        assertThat(world.events).hasSize(2 * MINUTES);

        finalBefore[0] = minute(MINUTES);
        world.chunks = fetch -> chunks(byStream(fetch));
        world.run(Duration.ofSeconds(10));

        assertThat(world.events(ViewerCount.class).skip(2 * MINUTES))
                .hasSize(2 * MINUTES)
                .extracting(ViewerCount::getRevision)
                .containsOnly(2);
    }

    @Test
    void holdsUpNobodyWithAHugeAnswer() {
        world.feed.planners.put(
                "small",
                (target, cursor, now) ->
                        new Plan<>(List.of(new Window(new Span(START, now), START, 0)), now.plusSeconds(3600)));
        world.provider = fetch -> fetch.target().getId().equals("a")
                ? data(byTime(fetch).toArray(Row[]::new))
                : data(Events.other(START, "small", 1));
        world.latencyOf = fetch -> Duration.ofMillis(fetch.target().getId().equals("a") ? 40 : 60);
        world.wants("158", TARGET, since("small", START));
        world.run(Duration.ofMillis(20));
        world.now = START.plusSeconds(1);
        world.tick(50); // one request until the credentials are accepted
        world.now = START.plusSeconds(2);

        world.tick(50);
        world.tick(50);

        assertThat(ids().filter(id -> id.contains("/small/"))).hasSize(1);
        assertThat(world.events.size()).isLessThan(2 * MINUTES);
    }

    private void assertEachOnce() {
        assertThat(ids()).hasSize(2 * MINUTES).doesNotHaveDuplicates();
    }

    private Stream<String> ids() {
        return world.events(ViewerCount.class).map(ViewerCount::getId);
    }

    private Instant settledBefore() {
        return Instant.parse(String.valueOf(page("settledBefore")));
    }

    private Object page(String field) {
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(world.page.get("a")).get(field));
    }

    /** Only so many chunks come of the first answer. */
    private List<List<Row>> first(int count, List<List<Row>> all) {
        return world.asked.size() == 1 ? all.subList(0, count) : all;
    }

    private static List<Row> byTime(Fetch<Window> fetch) {
        return minutes(fetch)
                .boxed()
                .flatMap(i -> Stream.of("s1", "s2").map(stream -> Events.other(minute(i), stream, i)))
                .toList();
    }

    private static List<Row> byStream(Fetch<Window> fetch) {
        return Stream.of("s1", "s2")
                .flatMap(stream -> minutes(fetch).mapToObj(i -> Events.other(minute(i), stream, i)))
                .toList();
    }

    private static IntStream minutes(Fetch<Window> fetch) {
        return IntStream.range(0, 2 * MINUTES).filter(i -> fetch.ask().span().holds(minute(i)));
    }

    private static List<List<Row>> chunks(List<Row> rows) {
        return IntStream.range(0, (rows.size() + 9) / 10)
                .mapToObj(i -> rows.subList(10 * i, Math.min(rows.size(), 10 * i + 10)))
                .toList();
    }

    private static Instant minute(int i) {
        return FROM.plus(Duration.ofMinutes(i));
    }
}
