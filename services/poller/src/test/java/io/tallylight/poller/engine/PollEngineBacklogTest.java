package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.since;
import static io.tallylight.poller.engine.World.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Gap;
import io.tallylight.event.GapReason;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Quota;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** History is read behind the present. */
class PollEngineBacklogTest {

    private static final Instant YESTERDAY = START.minus(Duration.ofHours(24));
    private final World world = new World();

    @Test
    void readsThePresentFirstAndThenThePastTheNewestFirst() {
        plansWithHistory("a");
        world.wants("158", since("a", YESTERDAY));

        world.run(Duration.ofSeconds(5));

        assertThat(world.asked).hasSizeGreaterThan(20);
        assertThat(world.asked.get(0).forBacklog()).isFalse();
        List<Instant> past = world.asked.stream()
                .filter(Fetch::forBacklog)
                .map(fetch -> fetch.ask().span().from())
                .toList();
        assertThat(past).hasSize(24).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(past.get(23)).isEqualTo(YESTERDAY);
        assertThat(world.page.get("a")).containsEntry("backlogLeft", false);
    }

    @Test
    void delaysNoLiveTurnByMoreThanARequestOfItsOwn() {
        world.latency = Duration.ofMillis(700);
        plansWithHistory("a");
        world.wants("158", since("a", START.minus(Duration.ofDays(300))));

        world.run(Duration.ofMinutes(5));

        List<Instant> live = live("a");
        assertThat(live).hasSizeBetween(27, 30);
        for (int i = 1; i < live.size(); i++) {
            assertThat(Duration.between(live.get(i - 1), live.get(i))).isLessThan(Duration.ofMillis(11_500));
        }
    }

    /** An ask of history may take many pages. */
    @Test
    void putsALiveTurnBetweenTwoPagesOfHistory() {
        world.latency = Duration.ofMillis(700);
        plansWithHistory("a");
        world.provider = fetch -> fetch.forBacklog() && fetch.ask().page() < 100
                ? new Answer.Data<>(
                        List.of(),
                        List.of(),
                        List.of(fetch.ask().page(fetch.ask().page() + 1)))
                : data();
        world.wants("158", since("a", YESTERDAY));

        world.run(Duration.ofMinutes(2));

        assertThat(live("a")).hasSizeGreaterThan(10);
        assertThat(world.asked.stream()
                        .filter(Fetch::forBacklog)
                        .filter(fetch -> fetch.ask().page() == 0))
                .hasSize(2);
    }

    /** History of many targets holds every place but one, and takes long to answer. */
    @Test
    void delaysNoLiveTurnOfAnotherTarget() {
        world.latencyOf = fetch -> fetch.forBacklog() ? Duration.ofSeconds(60) : Duration.ofMillis(40);
        PollTarget[] targets = IntStream.range(0, 10)
                .mapToObj(i -> since("old" + i, YESTERDAY))
                .toArray(PollTarget[]::new);
        for (PollTarget target : targets) {
            plansWithHistory(target.getId());
        }
        world.wants("158", targets);
        world.run(Duration.ofSeconds(5));

        world.wants(
                "158",
                IntStream.rangeClosed(0, 10)
                        .mapToObj(i -> i < 10 ? targets[i] : target("live", Duration.ofSeconds(1)))
                        .toArray(PollTarget[]::new));
        world.run(Duration.ofSeconds(60));

        assertThat(world.askedAt("live")).hasSizeBetween(55, 60);
    }

    @Test
    void spendsOnHistoryWhatLiveTurnsLeaveOfTheQuota() {
        world.feed.quota = new Quota(60, Duration.ofMinutes(1));
        plansWithHistory("a");
        PollTarget[] targets = IntStream.range(0, 4)
                .mapToObj(i -> i == 0 ? since("a", START.minus(Duration.ofDays(300))) : target("t" + i))
                .toArray(PollTarget[]::new);
        world.wants("158", targets);

        world.run(Duration.ofMinutes(10));

        assertThat(world.askedAt("t1")).hasSizeBetween(55, 60);
        assertThat(world.asked.stream().filter(Fetch::forBacklog)).hasSizeBetween(300, 400);
    }

    /** Every target wants its turn each ten seconds, and gets it each thirty. */
    @Test
    void asksForHistoryNowAndThenWhereLiveTurnsWantMoreThanTheQuota() {
        world.feed.quota = new Quota(6, Duration.ofMinutes(1));
        plansWithHistory("a");
        plansWithHistory("b");
        plansWithHistory("c");
        world.wants("158", since("a", YESTERDAY), since("b", YESTERDAY), since("c", YESTERDAY));

        world.run(Duration.ofHours(2));

        for (String target : List.of("a", "b", "c")) {
            assertThat(world.asked)
                    .filteredOn(fetch ->
                            fetch.forBacklog() && fetch.target().getId().equals(target))
                    .hasSizeBetween(15, 24);
        }
    }

    /** It stands in line for its history when its live turn becomes due, and then counts as live. */
    @Test
    void waitsForALiveTurnNoLongerThanThoseWithoutHistory() {
        world.feed.quota = new Quota(60, Duration.ofMinutes(1));
        plansWithHistory("a");
        world.wants(
                "158",
                IntStream.rangeClosed(0, 30)
                        .mapToObj(i -> i == 0 ? since("a", YESTERDAY) : target("t" + i))
                        .toArray(PollTarget[]::new));

        world.run(Duration.ofMinutes(20));

        assertThat(live("a").size()).isGreaterThanOrEqualTo(live("t1").size() - 3);
    }

    @Test
    void restsOnlyTheHistoryWhenThatBreaks() {
        plansWithHistory("a");
        world.provider = fetch -> fetch.forBacklog() ? new Answer.Broken<>("cut") : data();
        world.wants("158", since("a", YESTERDAY));

        world.run(Duration.ofMinutes(20));

        assertThat(live("a")).hasSizeBetween(115, 120);
        assertThat(world.asked.stream().filter(Fetch::forBacklog)).hasSizeBetween(6, 40);
    }

    @Test
    void givesUpHistoryThatIsRefusedThreeTimesAndGoesOn() {
        Instant hour = START.minus(Duration.ofHours(3));
        plansWithHistory("a");
        world.provider = fetch ->
                fetch.forBacklog() && fetch.ask().span().holds(hour) ? new Answer.Refused<>("no data there") : data();
        world.wants("158", since("a", YESTERDAY));

        world.run(Duration.ofMinutes(20));

        assertThat(world.gaps).singleElement().satisfies(gap -> {
            assertThat(gap.getReason()).isEqualTo(GapReason.REFUSED);
            assertThat(gap.getWindowStart()).isBefore(hour);
            assertThat(gap.getWindowEnd()).isAfter(hour);
            assertThat(gap.getDetail()).isEqualTo("no data there");
        });
        assertThat(world.gaps).extracting(Gap::getTarget).containsExactly("a");
        assertThat(world.page.get("a")).containsEntry("backlogLeft", false).containsEntry("gaps", 1L);
        assertThat(world.asked.stream()
                        .filter(Fetch::forBacklog)
                        .filter(fetch -> fetch.ask().span().holds(hour)))
                .hasSize(3);
    }

    /** A plan that throws after a request of history is the live turn's fault, not the history's. */
    @Test
    void restsALiveTurnThatCannotBePlannedThoughThereIsHistory() {
        plansWithHistory("a");
        world.wants("158", since("a", START.minus(Duration.ofDays(300))));
        world.run(Duration.ofSeconds(5));
        world.feed.planners.put("a", (target, cursor, now) -> {
            throw new IllegalStateException("no plan");
        });
        world.feed.planned.clear();

        world.run(Duration.ofMinutes(10));

        assertThat(world.feed.planned).hasSizeLessThan(80);
    }

    /** Its span moves with the clock, so that no two requests for it are alike. */
    @Test
    void givesUpAnOlderPartOfALiveTurnThatIsRefusedThreeTimes() {
        Instant from = START.minus(Duration.ofHours(3));
        plansLiveTurnOfTwo(from, Duration.ofMinutes(2));
        world.provider = fetch -> fetch.ask().page() == 1 ? new Answer.Refused<>("too old") : data();
        world.wants("158", since("a", from));

        world.run(Duration.ofSeconds(21)); // three turns

        assertThat(world.gaps).singleElement().satisfies(gap -> {
            assertThat(gap.getReason()).isEqualTo(GapReason.REFUSED);
            assertThat(gap.getWindowStart()).isEqualTo(from);
            assertThat(gap.getWindowEnd()).isBetween(START.minusSeconds(150), START.minusSeconds(110));
        });

        world.run(Duration.ofMinutes(2));

        assertThat(world.gaps).hasSizeBetween(3, 5);
        for (int i = 1; i < world.gaps.size(); i++) {
            assertThat(world.gaps.get(i).getWindowStart())
                    .isEqualTo(world.gaps.get(i - 1).getWindowEnd());
        }
    }

    @Test
    void givesUpNothingOfALiveTurnThatIsNotFinal() {
        plansLiveTurnOfTwo(START, Duration.ofDays(1));
        world.provider = fetch -> fetch.ask().page() == 1 ? new Answer.Refused<>("not yet") : data();
        world.wants("158", since("a", START));

        world.run(Duration.ofMinutes(10));

        assertThat(world.gaps).isEmpty();
        assertThat(world.asked.stream().filter(fetch -> fetch.ask().page() == 1))
                .hasSizeGreaterThan(30);
    }

    /** The present, and then all that is open before it: a request that differs from turn to turn. */
    private void plansLiveTurnOfTwo(Instant from, Duration finalAfter) {
        world.feed.planners.put("a", (target, cursor, now) -> {
            Instant settled = now.minus(finalAfter);
            Instant recent = now.isBefore(from.plusSeconds(60)) ? from : now.minusSeconds(60);
            Window present = new Window(new Span(recent, now.plusMillis(1)), settled, 0);
            Instant open = cursor.settledBefore().isBefore(recent) ? cursor.settledBefore() : recent;
            return new Plan<>(
                    List.of(present, new Window(new Span(open.isBefore(from) ? from : open, recent), settled, 1)),
                    now.plusSeconds(10));
        });
    }

    private void plansWithHistory(String target) {
        world.feed.planners.put(target, ScriptedFeed::presentAndPast);
    }

    private List<Instant> live(String target) {
        return world.asked.stream()
                .filter(fetch -> fetch.target().getId().equals(target) && !fetch.forBacklog())
                .map(Fetch::askedAt)
                .toList();
    }
}
