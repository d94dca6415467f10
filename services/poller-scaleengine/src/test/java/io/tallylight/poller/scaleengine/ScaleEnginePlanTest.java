package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Cursor;
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
    void takesDaysByTheMinuteAfterAnOutageOfHours() {
        Plan<ScaleEngineAsk> plan = plan(Cursor.since(Instant.parse("2026-11-22T10:00:30Z")), NOW);

        assertThat(plan.asks())
                .extracting(ScaleEngineAsk::graph, ScaleEngineAsk::span)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Graph.DAY_BY_MINUTE, Fixtures.span("2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple(
                                Graph.SIX_HOURS_BY_MINUTE,
                                Fixtures.span("2026-11-23T10:00:00Z", "2026-11-23T12:35:00Z")));
    }

    @Test
    void walksBackSixtyDaysByTheDayTheHourAndTheMinute() {
        List<ScaleEngineAsk> asks = turns(Cursor.since(Instant.parse("2026-09-24T10:20:00Z")), NOW);

        assertThat(asks.stream()
                        .filter(ask -> ask.graph() == Graph.MONTH_BY_DAY)
                        .map(ScaleEngineAsk::span))
                .containsExactly(Fixtures.span("2026-09-24T00:00:00Z", "2026-10-10T00:00:00Z"));
        assertThat(asks.stream()
                        .filter(ask -> ask.graph() == Graph.WEEK_BY_HOUR)
                        .map(ScaleEngineAsk::span))
                .startsWith(Fixtures.span("2026-10-10T00:00:00Z", "2026-10-17T00:00:00Z"))
                .endsWith(Fixtures.span("2026-11-14T00:00:00Z", "2026-11-16T13:00:00Z"))
                .hasSize(6);
        assertThat(asks.stream()
                        .filter(ask -> ask.graph().windowSeconds() == 60)
                        .map(ask -> ask.span().from()))
                .contains(Instant.parse("2026-11-16T13:00:00Z"));
        assertCovers(asks, Instant.parse("2026-09-24T00:00:00Z"), Instant.parse("2026-11-23T12:35:00Z"));
    }

    @Test
    void showsWhoWatchesNowBeforeALongHistory() {
        Plan<ScaleEngineAsk> plan = plan(Cursor.since(Instant.parse("2026-09-24T10:20:00Z")), NOW);

        assertThat(plan.asks()).hasSize(ScaleEnginePlan.MOST_ASKS);
        assertThat(plan.asks().get(0).span().to()).isEqualTo("2026-11-23T12:35:00Z");
        assertThat(plan.asks().get(1).span().from()).isEqualTo("2026-09-24T00:00:00Z");
        assertThat(plan.next()).isEqualTo(NOW);
    }

    @Test
    void countsDaysAndHoursAsTheProvidersZoneDoes() {
        ScaleEngineConfig kathmandu = Fixtures.config(Map.of("SCALEENGINE_ZONE", "Asia/Kathmandu")); // UTC+05:45

        List<ScaleEngineAsk> asks = ScaleEnginePlan.of(
                        kathmandu, Cursor.since(Instant.parse("2026-09-24T10:20:00Z")), NOW, EVERY)
                .asks();

        assertThat(asks.get(1).span().from()).isEqualTo("2026-09-23T18:15:00Z");
        assertThat(asks.get(2).span().from()).isEqualTo("2026-10-09T18:15:00Z");
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
                .without(Fixtures.span("2026-11-23T02:00:00Z", "2026-11-23T12:00:00Z"));

        assertThat(plan(cursor, NOW).asks())
                .extracting(ScaleEngineAsk::span)
                .containsExactly(
                        Fixtures.span("2026-11-23T01:00:00Z", "2026-11-23T02:00:00Z"),
                        Fixtures.span("2026-11-23T12:00:00Z", "2026-11-23T12:35:00Z"));
    }

    private Plan<ScaleEngineAsk> plan(Cursor cursor, Instant now) {
        return ScaleEnginePlan.of(config, cursor, now, EVERY);
    }

    /** All asks of the turns that follow each other at once, each answered. */
    private List<ScaleEngineAsk> turns(Cursor cursor, Instant now) {
        List<ScaleEngineAsk> asks = new ArrayList<>();
        Cursor read = cursor;
        Plan<ScaleEngineAsk> plan;
        do {
            plan = plan(read, now);
            for (ScaleEngineAsk ask : plan.asks()) {
                asks.add(ask);
                read = read.read(ask.span(), ask.finalBefore(), now);
            }
        } while (plan.next().equals(now));
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
