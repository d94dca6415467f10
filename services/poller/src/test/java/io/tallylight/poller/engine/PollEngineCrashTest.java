package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.PollTarget;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The live tail of a provider whose clock runs ahead and who shows all from the start of a request on, also what came after it
 * was planned. Whenever its poller is killed, and however little it took of an answer by then, every row is told as revision 1, 2, ...
 */
class PollEngineCrashTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int STREAMS = 7;
    private static final PollTarget TARGET = since("a", START);
    private final World world = new World();

    /** A minute of the provider is a second of ours, so that much happens. */
    private Duration ahead() {
        return Duration.between(START, world.now).multipliedBy(59).plusSeconds(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void tellsEveryRevisionOnceHoweverOftenItIsKilled(long seed) {
        Random chance = new Random(seed);
        world.bounds = new Bounds(4, Duration.ofDays(365));
        world.restart();
        world.feed.planners.put("a", PollEngineCrashTest::plan);
        world.chunks = fetch -> chunks(shown(fetch), 1 + chance.nextInt(2 * STREAMS));
        world.provider = fetch -> World.data();
        world.wants("158", TARGET);
        for (int kills = 0; kills < 30; kills++) {
            live(chance, 20 + chance.nextInt(300));
            world.now = world.now.plusMillis(chance.nextInt(5000));
            world.feed.ahead = Duration.ZERO; // it knows nothing of the provider's clock until it is answered
            world.restart().wants("158", TARGET);
        }
        live(chance, 500);

        assertEveryRevisionOnce();
    }

    private void live(Random chance, int ticks) {
        MemoryStore committed = world.store.copy();
        int told = world.events.size();
        long answered = world.answers.getOrDefault("data", 0L) + world.chunksTaken;
        for (int i = 0; i < ticks; i++) {
            committed = world.store.copy();
            told = world.events.size();
            world.now = world.now.plusMillis(20);
            world.tick(1 + chance.nextInt(3 * STREAMS));
            if (world.answers.getOrDefault("data", 0L) + world.chunksTaken > answered) {
                world.feed.ahead = ahead();
            }
        }
        if (chance.nextBoolean()) { // its last transaction was aborted
            world.store = committed;
            world.events.subList(told, world.events.size()).clear();
        }
    }

    private static Plan<Window> plan(PollTarget target, Cursor cursor, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Span live = new Span(minute.minus(Duration.ofMinutes(7)), minute.plus(MINUTE));
        List<Window> asks = new ArrayList<>();
        List<Cursor.Open> open = cursor.openWithin(live);
        if (!open.isEmpty()) {
            Span all = new Span(
                    open.get(0).span().from(), open.get(open.size() - 1).span().to());
            asks.add(new Window(all, minute.minus(Duration.ofMinutes(2)), 0));
        }
        List<Window> backlog = new ArrayList<>();
        cursor.openBefore(live.from())
                .forEach(past -> backlog.add(0, new Window(past.span(), minute.minus(Duration.ofMinutes(2)), 0)));
        return new Plan<>(asks, now.plusMillis(470), backlog, List.of());
    }

    /** Every minute that is over, whatever end was planned. */
    private List<Row> shown(Fetch<Window> fetch) {
        Instant theirs = world.now.plus(ahead()).truncatedTo(ChronoUnit.MINUTES);
        List<Row> rows = new ArrayList<>();
        for (Instant at = fetch.ask().span().from().truncatedTo(ChronoUnit.MINUTES);
                at.isBefore(theirs);
                at = at.plus(MINUTE)) {
            for (int stream = 0; stream < STREAMS; stream++) {
                rows.add(Events.other(at, "s" + stream, stream));
            }
        }
        return rows;
    }

    private static List<List<Row>> chunks(List<Row> rows, int size) {
        return IntStream.range(0, (rows.size() + size - 1) / size)
                .mapToObj(i -> rows.subList(size * i, Math.min(rows.size(), size * (i + 1))))
                .toList();
    }

    private void assertEveryRevisionOnce() {
        Map<String, ViewerCount> told = new HashMap<>();
        world.events(ViewerCount.class).forEach(event -> {
            ViewerCount before = told.put(event.getId(), event);
            assertThat(event.getRevision()).as("of %s after %s", event, before).isEqualTo(before == null ? 1 : 2);
            if (before != null) {
                assertThat(before.getCompleteness()).isEqualTo(Completeness.PROVISIONAL);
                assertThat(event.getCompleteness()).isEqualTo(Completeness.FINAL);
            }
        });
        Instant theirs = world.now.plus(ahead()).minusSeconds(120).truncatedTo(ChronoUnit.MINUTES);
        long minutes = Duration.between(START, theirs).toMinutes();
        assertThat(told.size()).isGreaterThanOrEqualTo((int) minutes * STREAMS);
    }
}
