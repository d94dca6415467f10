package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import io.tallylight.poller.scaleengine.ScaleEngineAsk.Graph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleEnginePlanTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:34:56Z");
    private static final Duration EVERY = Duration.ofSeconds(60);
    private final ScaleEngineConfig config = Fixtures.config(Map.of());

    @Test
    void asksTheLiveTailAgainForAsLongAsItOverlaps() {
        Cursor cursor = Cursor.since(Instant.parse("2026-11-23T12:18:00Z"))
                .read(
                        Fixtures.span("2026-11-23T12:18:00Z", "2026-11-23T12:34:00Z"),
                        Instant.parse("2026-11-23T12:18:00Z"),
                        NOW);

        Plan<ScaleEngineAsk> plan = plan(cursor, NOW);

        assertThat(plan.asks())
                .containsExactly(new ScaleEngineAsk(
                        Graph.SIX_HOURS_BY_MINUTE,
                        Fixtures.span("2026-11-23T12:18:00Z", "2026-11-23T12:35:00Z"),
                        Instant.parse("2026-11-23T12:19:00Z")));
        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
    }

    @Test
    void readsTheLastTwoMinutesAgainHoweverSmallTheOverlap() {
        ScaleEngineConfig hasty = Fixtures.config(Map.of("SCALEENGINE_OVERLAP", "PT1S"));

        Plan<ScaleEngineAsk> plan = ScaleEnginePlan.of(hasty, Cursor.since(NOW.minusSeconds(600)), NOW, EVERY);

        assertThat(plan.asks())
                .extracting(ScaleEngineAsk::finalBefore)
                .containsOnly(Instant.parse("2026-11-23T12:32:00Z"));
    }

    @Test
    void showsWhoWatchesNowBeforeAnOutageOfHours() {
        Plan<ScaleEngineAsk> plan = plan(Cursor.since(Instant.parse("2026-11-22T10:00:30Z")), NOW);

        assertThat(plan.asks())
                .extracting(ScaleEngineAsk::graph, ScaleEngineAsk::span)
                .containsExactly(tuple(
                        Graph.SIX_HOURS_BY_MINUTE, Fixtures.span("2026-11-23T12:14:00Z", "2026-11-23T12:35:00Z")));
        assertThat(plan.backlog())
                .extracting(ScaleEngineAsk::graph, ScaleEngineAsk::span)
                .containsExactly(
                        tuple(Graph.SIX_HOURS_BY_MINUTE, Fixtures.span("2026-11-23T10:00:00Z", "2026-11-23T12:14:00Z")),
                        tuple(Graph.DAY_BY_MINUTE, Fixtures.span("2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z")));
        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
    }

    @Test
    void readsOnceMoreWhatWasReadBeforeItWasFinalAndThenLeft() {
        Span read = Fixtures.span("2026-11-23T08:00:00Z", "2026-11-23T08:15:00Z");
        Cursor cursor = Cursor.since(read.from())
                .read(read, read.from(), read.to())
                .without(Fixtures.span("2026-11-23T08:15:00Z", "2026-11-23T12:20:00Z"));

        Plan<ScaleEngineAsk> plan = plan(cursor, NOW);

        assertThat(plan.backlog()).extracting(ScaleEngineAsk::span).containsExactly(read);
        assertThat(plan.backlog().get(0).finalBefore()).isAfter(read.to());
    }

    @Test
    void asksOnceATurnHoweverRareTurnsAre() {
        Duration hourly = Duration.ofHours(1);
        Instant before = NOW.minus(hourly);
        Plan<ScaleEngineAsk> first = ScaleEnginePlan.of(config, Cursor.since(before), before, hourly);
        Cursor cursor = Cursor.since(before);
        for (ScaleEngineAsk ask : first.asks()) {
            cursor = cursor.read(ask.span(), ask.finalBefore(), before);
        }

        Plan<ScaleEngineAsk> plan = ScaleEnginePlan.of(config, cursor, NOW, hourly);

        assertThat(plan.asks()).hasSize(1);
        assertThat(plan.backlog()).isEmpty();
    }

    @Test
    void keepsTheLiveTailInOneSmallGraphWhenTurnsAreADayApart() {
        Plan<ScaleEngineAsk> plan =
                ScaleEnginePlan.of(config, Cursor.since(NOW.minus(Duration.ofDays(3))), NOW, Duration.ofDays(1));

        assertThat(plan.asks()).extracting(ScaleEngineAsk::graph).containsExactly(Graph.SIX_HOURS_BY_MINUTE);
        assertThat(plan.backlog()).hasSize(3);
    }

    @Test
    void walksBackSixtyDaysByTheMinuteTheHourAndTheDay() {
        List<ScaleEngineAsk> asks = backlog(Cursor.since(Instant.parse("2026-09-24T10:20:00Z")), NOW);

        assertThat(asks)
                .extracting(ScaleEngineAsk::span)
                .isSortedAccordingTo((one, other) -> other.from().compareTo(one.from()));
        assertThat(asks.stream()
                        .filter(ask -> ask.graph() == Graph.MONTH_BY_DAY)
                        .map(ScaleEngineAsk::span))
                .containsExactly(Fixtures.span("2026-09-24T00:00:00Z", "2026-10-10T00:00:00Z"));
        assertThat(asks.stream()
                        .filter(ask -> ask.graph() == Graph.WEEK_BY_HOUR)
                        .map(ScaleEngineAsk::span))
                .startsWith(Fixtures.span("2026-11-14T00:00:00Z", "2026-11-16T13:00:00Z"))
                .endsWith(Fixtures.span("2026-10-10T00:00:00Z", "2026-10-17T00:00:00Z"))
                .hasSize(6);
        assertThat(asks.stream()
                        .filter(ask -> ask.graph().windowSeconds() == 60)
                        .map(ask -> ask.span().from()))
                .contains(Instant.parse("2026-11-16T13:00:00Z"));
        assertCovers(asks, Instant.parse("2026-09-24T00:00:00Z"), Instant.parse("2026-11-23T12:14:00Z"));
    }

    @Test
    void saysWhereOnlyHoursOrDaysCanBeHad() {
        List<ScaleEngineAsk> asks = backlog(Cursor.since(Instant.parse("2026-09-24T10:20:00Z")), NOW);

        assertThat(asks).allSatisfy(ask -> {
            if (ask.graph().windowSeconds() == 60) {
                assertThat(ask.hole()).isEmpty();
            } else {
                String unit = ask.graph() == Graph.WEEK_BY_HOUR
                        ? "only hours: minutes are held for PT168H"
                        : "only days: hours are held for PT1080H";
                assertThat(ask.hole())
                        .contains(new Hole(
                                ask.span(), GapReason.COARSER, ask.graph().windowSeconds(), unit));
            }
        });
    }

    @Test
    void tellsOnlyTheNewestOfALongHistory() {
        Plan<ScaleEngineAsk> plan = plan(Cursor.since(Instant.parse("2026-09-24T10:20:00Z")), NOW);

        assertThat(plan.backlog()).hasSize(ScaleEnginePlan.MOST_BACKLOG);
        assertThat(plan.backlog().get(0).span().to()).isEqualTo("2026-11-23T12:14:00Z");
        assertThat(plan.holes()).isEmpty();
    }

    @Test
    void countsDaysAndHoursAsTheProvidersZoneDoes() {
        ScaleEngineConfig kathmandu = Fixtures.config(Map.of("SCALEENGINE_ZONE", "Asia/Kathmandu")); // UTC+05:45
        Cursor cursor = Cursor.since(Instant.parse("2026-09-24T10:20:00Z"))
                .without(Fixtures.span("2026-10-12T00:00:00Z", "2026-11-23T12:00:00Z"));

        List<ScaleEngineAsk> backlog =
                ScaleEnginePlan.of(kathmandu, cursor, NOW, EVERY).backlog();

        assertThat(backlog)
                .extracting(ask -> ask.span().from())
                .endsWith(Instant.parse("2026-10-09T18:15:00Z"), Instant.parse("2026-09-23T18:15:00Z"));
    }

    @Test
    void asksForNothingBeforeItsBeginning() {
        Plan<ScaleEngineAsk> plan = plan(Cursor.since(NOW.plusSeconds(3600)), NOW);

        assertThat(plan.asks()).isEmpty();
        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
    }

    @Test
    void neverStartsInTheFuture() {
        Plan<ScaleEngineAsk> plan = plan(Cursor.since(NOW.plusSeconds(3)), NOW);

        assertThat(plan.asks()).allMatch(ask -> !ask.span().from().isAfter(NOW));
    }

    @Test
    void leavesAloneWhatIsSettledInBetween() {
        Cursor cursor = Cursor.since(Instant.parse("2026-11-23T01:00:00Z"))
                .without(Fixtures.span("2026-11-23T02:00:00Z", "2026-11-23T12:20:00Z"));

        assertThat(plan(cursor, NOW).asks())
                .extracting(ScaleEngineAsk::span)
                .containsExactly(Fixtures.span("2026-11-23T12:20:00Z", "2026-11-23T12:35:00Z"));
        assertThat(plan(cursor, NOW).backlog())
                .extracting(ScaleEngineAsk::span)
                .containsExactly(Fixtures.span("2026-11-23T01:00:00Z", "2026-11-23T02:00:00Z"));
    }

    private Plan<ScaleEngineAsk> plan(Cursor cursor, Instant now) {
        return ScaleEnginePlan.of(config, cursor, now, EVERY);
    }

    /** All of the backlog, each ask answered before the next plan. */
    private List<ScaleEngineAsk> backlog(Cursor cursor, Instant now) {
        List<ScaleEngineAsk> asks = new ArrayList<>();
        Cursor read = cursor;
        for (Plan<ScaleEngineAsk> plan = plan(read, now); !plan.backlog().isEmpty(); plan = plan(read, now)) {
            ScaleEngineAsk ask = plan.backlog().get(0);
            asks.add(ask);
            read = read.read(ask.span(), ask.finalBefore(), now);
        }
        return asks;
    }

    private static void assertCovers(List<ScaleEngineAsk> asks, Instant from, Instant to) {
        Cursor left = Cursor.since(from);
        for (ScaleEngineAsk ask : asks) {
            left = left.without(ask.span());
        }
        assertThat(left.openWithin(new Span(from, to))).isEmpty();
    }
}
