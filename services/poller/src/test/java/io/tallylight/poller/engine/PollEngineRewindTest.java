package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.rewound;
import static io.tallylight.poller.engine.World.since;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tallylight.event.GapReason;
import io.tallylight.event.PollTarget;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Rewinds of a target whose provider knows ten minutes of history, a figure a minute, and is asked minute by minute. */
class PollEngineRewindTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant FIRST = START.minus(Duration.ofMinutes(13));
    private static final PollTarget TARGET = since("a", FIRST);

    private final World world = new World();
    private final Map<Instant, Long> figures = new HashMap<>();

    PollEngineRewindTest() {
        for (Instant minute = FIRST; minute.isBefore(minute(10)); minute = minute.plus(MINUTE)) {
            figures.put(minute, 1L);
        }
        world.provider = fetch -> data(rows(fetch.ask().span()));
        world.feed.planners.put("a", (target, cursor, now) -> newestFirst(cursor, now));
        world.wants("158", TARGET);
        world.run(Duration.ofMinutes(5));
        assertThat(world.events).hasSize(10);
        assertThat(world.store.bucketsOf("a")).isLessThan(4);
    }

    @Test
    void asksForTheStretchAgainAndTellsNothingThatIsUnchanged() {
        int before = world.asked.size();

        rewind(FIRST);

        assertThat(spansSince(before)).contains(minute(0), minute(9));
        assertThat(world.events).hasSize(10);
    }

    @Test
    void tellsWhatChangedInASettledWindowAsItsNextRevision() {
        figures.put(FIRST, 7L);

        rewind(FIRST);

        assertThat(revisionsOf(FIRST)).containsExactly(tuple(1, 1L), tuple(2, 7L));
        assertThat(world.events).hasSize(11);
    }

    @Test
    void tellsWhatWasNeverTold() {
        figures.put(FIRST.minus(MINUTE), 5L);

        rewind(FIRST.minus(MINUTE));

        assertThat(revisionsOf(FIRST.minus(MINUTE))).containsExactly(tuple(1, 5L));
        assertThat(world.events).hasSize(11);
    }

    @Test
    void readsNothingAgainThatLiesBefore() {
        figures.put(FIRST, 7L);

        rewind(FIRST.plus(MINUTE));

        assertThat(world.events).hasSize(10);
    }

    @Test
    void goesOnFromTheHighestRevisionWhenItIsRewoundTwice() {
        figures.put(FIRST, 7L);
        rewind(FIRST);
        figures.put(FIRST, 8L);

        rewind(FIRST);

        assertThat(revisionsOf(FIRST)).containsExactly(tuple(1, 1L), tuple(2, 7L), tuple(3, 8L));
        assertThat(world.events).hasSize(12);
    }

    @Test
    void followsOneWishOnceHoweverOftenItIsRead() {
        PollTarget wanted = rewound(TARGET, FIRST, world.now);
        world.wants("158", wanted);
        world.run(Duration.ofMinutes(5));
        int before = world.asked.size();

        world.wants("158", wanted);
        world.restart().wants("158", wanted);
        world.run(Duration.ofMinutes(1));

        assertThat(spansSince(before)).doesNotContain(minute(0));
    }

    @Test
    void pollsOnWhileWhatWasToldIsRecalled() {
        world.recallTakes = Duration.ofMinutes(2);
        world.wants("158", rewound(TARGET, FIRST, world.now));
        int before = world.asked.size();

        world.run(Duration.ofMinutes(1));

        assertThat(world.asked.size()).isGreaterThan(before + 3);
        assertThat(spansSince(before)).doesNotContain(minute(0));
        assertThat(rewindOnPage()).containsEntry("stage", "recalling").containsEntry("to", FIRST.toString());
    }

    @Test
    void tellsNothingTwiceThatIsToldAndSettledWhileItRecalls() {
        world.recallTakes = Duration.ofMinutes(10);
        Instant fresh = world.now.minus(MINUTE);
        figures.put(world.now.minus(MINUTE), 3L);
        world.wants("158", rewound(TARGET, FIRST, world.now));

        world.run(Duration.ofMinutes(
                20)); // the look began before the row was told, and it is settled long before its end

        assertThat(world.events(ViewerCount.class)
                        .filter(event -> event.getWindowStart().equals(minute(fresh))))
                .extracting(ViewerCount::getRevision)
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @Test
    void beginsAnewAfterARestartBeforeItWasTakenUp() {
        figures.put(FIRST, 7L);
        world.recallTakes = Duration.ofMinutes(2);
        world.wants("158", rewound(TARGET, FIRST, world.now));
        world.run(MINUTE);

        world.restart().wants("158", rewound(TARGET, FIRST, world.now.minus(MINUTE)));
        world.run(Duration.ofMinutes(5));

        assertThat(world.events).hasSize(11);
        assertThat(revisionsOf(FIRST)).hasSize(2);
    }

    @Test
    void tellsNothingTwiceAfterARestartInTheMiddleOfTheStretch() {
        figures.replaceAll((minute, before) -> 7L);
        PollTarget wanted = rewound(TARGET, FIRST, world.now);
        world.wants("158", wanted);
        while (world.events.size() < 15) {
            world.run(Duration.ofMillis(20));
        }

        world.restart().wants("158", wanted);
        world.run(Duration.ofMinutes(5));

        assertThat(world.events).hasSize(20);
        assertThat(figures.keySet())
                .allSatisfy(minute -> assertThat(revisionsOf(minute)).containsExactly(tuple(1, 1L), tuple(2, 7L)));
    }

    @Test
    void forgetsTheStretchWhenItIsSettledAgain() {
        int before = world.store.bucketsOf("a");

        rewind(FIRST);

        assertThat(world.store.bucketsOf("a")).isLessThanOrEqualTo(before);
        assertThat(rewindOnPage()).containsEntry("stage", "done");
    }

    @Test
    void saysThatItIsTooMuchAndPollsOn() {
        world.mostRecalled = 9;
        int before = world.asked.size();

        rewind(FIRST);

        assertThat(rewindOnPage()).containsEntry("stage", "stopped");
        assertThat(String.valueOf(rewindOnPage().get("problem"))).contains("more than 9 rows");
        assertThat(spansSince(before)).isNotEmpty().doesNotContain(minute(0));
        assertThat(world.store.bucketsOf("a")).isLessThan(4);
    }

    @Test
    void looksAgainWhenItCouldNotBeFoundOutWhatWasTold() {
        figures.put(FIRST, 7L);
        world.failingRecalls = 1;
        world.wants("158", rewound(TARGET, FIRST, world.now));

        world.run(Duration.ofSeconds(30));
        assertThat(rewindOnPage()).containsEntry("stage", "recalling").containsEntry("problem", "Kafka is away");
        world.run(Duration.ofMinutes(3));

        assertThat(rewindOnPage()).containsEntry("stage", "done").containsEntry("problem", "");
        assertThat(world.events).hasSize(11);
    }

    @Test
    void stopsLookingAfterAWhileAndHoldsNothingThen() {
        world.failingRecalls = Integer.MAX_VALUE;

        world.wants("158", rewound(TARGET, FIRST, world.now));
        world.run(Duration.ofMinutes(20));

        assertThat(rewindOnPage()).containsEntry("stage", "stopped").containsEntry("problem", "Kafka is away");
        assertThat(world.store.bucketsOf("a")).isLessThan(4);
    }

    @Test
    void givesUpAWishThatIsTakenBack() {
        world.recallTakes = MINUTE;
        world.wants("158", rewound(TARGET, FIRST, world.now));
        int before = world.asked.size();

        world.wants("158", TARGET);
        world.run(Duration.ofMinutes(3));

        assertThat(spansSince(before)).doesNotContain(minute(0));
        assertThat(world.page.get("a")).containsEntry("rewind", null);
    }

    @Test
    void takesNothingOfALookThatAnEarlierWishBegan() {
        world.recallTakes = MINUTE;
        world.wants("158", rewound(TARGET, minute(9), world.now));
        world.run(Duration.ofSeconds(30));

        rewind(FIRST);

        assertThat(world.events).hasSize(10);
        assertThat(rewindOnPage()).containsEntry("to", FIRST.toString()).containsEntry("stage", "done");
    }

    @Test
    void asksAtOnceHoweverLongTheTargetWouldRest() {
        PollTarget hourly =
                PollTarget.newBuilder(TARGET).setEveryMillis(3_600_000).build();
        world.feed.planners.put("a", ScriptedFeed::allThatIsOpen);
        world.wants("158", hourly);
        world.run(MINUTE);
        int before = world.asked.size();

        world.wants("158", rewound(hourly, FIRST, world.now));
        world.run(MINUTE);

        assertThat(spansSince(before)).contains(FIRST);
    }

    @Test
    void keepsWhatWasToldInMindUntilALongAnswerHasEnded() {
        world.feed.planners.put("a", ScriptedFeed::allThatIsOpen);
        world.chunks = fetch -> List.of(List.of(rows(new Span(minute(1), minute(10)))));
        world.provider = fetch -> data(rows(new Span(FIRST, minute(1)))); // the first of all comes last

        rewind(FIRST);

        assertThat(rewindOnPage()).containsEntry("stage", "done");
        assertThat(world.events).hasSize(10);
    }

    @Test
    void tellsAGapOnceThatIsFoundAgain() {
        Span lost = new Span(FIRST.minus(MINUTE), FIRST);
        world.feed.planners.put("a", (target, cursor, now) -> withHole(newestFirst(cursor, now), lost, "first words"));
        rewind(lost.from());
        assertThat(world.gaps).hasSize(1);
        world.feed.planners.put("a", (target, cursor, now) -> withHole(newestFirst(cursor, now), lost, "other words"));

        rewind(lost.from());

        assertThat(world.gaps).hasSize(1);
    }

    @Test
    void rejectsAMisfitOnceThatIsAnsweredAgain() {
        world.provider = fetch -> fetch.ask().span().holds(FIRST)
                ? World.misfit(new Misfit("expected a number, found x", "avg", "x"))
                : data(rows(fetch.ask().span()));
        rewind(FIRST);
        assertThat(world.rejections).hasSize(1);

        rewind(FIRST);

        assertThat(world.rejections).hasSize(1);
    }

    private void rewind(Instant to) {
        world.wants("158", rewound(TARGET, to, world.now));
        world.run(Duration.ofMinutes(5));
    }

    @SuppressWarnings("unchecked") // a page is made of such maps
    private Map<String, Object> rewindOnPage() {
        Map<String, Object> page = world.page.getOrDefault("a", Map.of());
        return Objects.requireNonNull((Map<String, Object>) page.get("rewind"));
    }

    private List<Instant> spansSince(int asked) {
        return world.asked.stream()
                .skip(asked)
                .map(fetch -> fetch.ask().span().from())
                .toList();
    }

    private List<Tuple> revisionsOf(Instant minute) {
        return world.events(ViewerCount.class)
                .filter(event -> event.getWindowStart().equals(minute))
                .map(event -> tuple(event.getRevision(), event.getViewersMax()))
                .toList();
    }

    private Row[] rows(Span span) {
        return figures.entrySet().stream()
                .filter(figure -> span.holds(minute(figure.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .map(figure -> Events.row(figure.getKey(), figure.getValue()))
                .toArray(Row[]::new);
    }

    private static Instant minute(int number) {
        return FIRST.plus(MINUTE.multipliedBy(number));
    }

    private static Instant minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Minutes that were never read are the backlog, the newest first; what can still change is read every ten seconds. */
    private static Plan<Window> newestFirst(Cursor cursor, Instant now) {
        Instant live = now.minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MINUTES);
        Window tail = new Window(new Span(live, now.plusMillis(1)), live, 0);
        List<Window> backlog = new ArrayList<>();
        for (Instant minute = live.minus(MINUTE);
                !minute.isBefore(cursor.settledBefore());
                minute = minute.minus(MINUTE)) {
            Span span = new Span(minute, minute.plus(MINUTE));
            if (!cursor.openWithin(span).isEmpty()) {
                backlog.add(new Window(span, span.to(), 0));
            }
        }
        return new Plan<>(List.of(tail), now.plusSeconds(10), backlog, List.of());
    }

    private static Plan<Window> withHole(Plan<Window> plan, Span lost, String words) {
        return new Plan<>(
                plan.asks(),
                plan.next(),
                plan.backlog().stream()
                        .filter(window -> !window.span().equals(lost))
                        .toList(),
                List.of(new Hole(lost, GapReason.NOT_HELD, null, words)));
    }
}
