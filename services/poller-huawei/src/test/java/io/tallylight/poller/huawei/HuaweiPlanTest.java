package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HuaweiPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.700Z");
    private static final Instant END = Instant.parse("2026-11-23T11:59:00Z");
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration LIVE = Duration.ofMinutes(11); // the overlap and two turns
    private static final HuaweiConfig CONFIG = Fixtures.config(Map.of());

    @Test
    void asksUpToTheSettledPresentInWholeSeconds() {
        Plan<HuaweiAsk> plan = plan(Cursor.since(END.minusSeconds(600)));

        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
        assertThat(plan.backlog()).isEmpty();
        assertThat(plan.holes()).isEmpty();
        assertThat(plan.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.span()).isEqualTo(new Span(END.minusSeconds(600), END));
            assertThat(ask.finalBefore()).isEqualTo(END.minus(Duration.ofMinutes(10)));
            assertThat(ask.startTime()).isEqualTo(END.minusSeconds(660));
        });
    }

    @Test
    void readsTheOverlapAgainTogetherWithWhatIsNew() {
        Instant before = END.minusSeconds(30);
        Cursor cursor = Cursor.since(END.minusSeconds(3600))
                .read(new Span(END.minusSeconds(3600), before), before.minus(Duration.ofMinutes(10)), before);

        assertThat(spans(plan(cursor).asks())).containsExactly(new Span(END.minusSeconds(630), END));
        assertThat(plan(cursor).backlog()).isEmpty();
    }

    @Test
    void staysOneRequestWhereATurnIsRarerThanTheOverlapIsLong() {
        Duration hour = Duration.ofHours(1);
        Instant before = END.minus(hour);
        Cursor cursor = Cursor.since(before.minusSeconds(600))
                .read(new Span(before.minusSeconds(600), before), before.minusSeconds(600), before);

        Plan<HuaweiAsk> plan = HuaweiPlan.of(cursor, NOW, hour, CONFIG);

        assertThat(spans(plan.asks())).containsExactly(new Span(before.minusSeconds(600), END));
        assertThat(plan.backlog()).isEmpty();
    }

    @Test
    void asksNothingBeforeTheFirstSecondIsSettled() {
        Plan<HuaweiAsk> plan = plan(Cursor.since(NOW));

        assertThat(plan.asks()).isEmpty();
        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
    }

    @Test
    void endsLaterThanItStartsWithinOneSecond() {
        Cursor cursor = Cursor.since(END.minusMillis(1));
        HuaweiConfig noLead = Fixtures.config(Map.of("HUAWEI_LEAD", "PT0S"));

        HuaweiAsk ask = HuaweiPlan.of(cursor, NOW, EVERY, noLead).asks().get(0);

        assertThat(ask.startTime()).isEqualTo(END.minusSeconds(1));
    }

    /** What is kept in mind goes when its time is settled: a signal that every window answers must outlive them all. */
    @Test
    void keepsSignalsOutsideTheirWindowsInMindOverTheWholeBacklogAndADay() {
        Cursor cursor = Cursor.since(END.minus(Duration.ofDays(9)));
        Plan<HuaweiAsk> plan = plan(cursor);
        Instant kept = plan.asks().get(0).strays();

        for (HuaweiAsk ask : plan.backlog()) {
            assertThat(ask.strays()).isEqualTo(kept);
            cursor = cursor.read(ask.span(), ask.finalBefore(), NOW);
            assertThat(cursor.isOpen(kept)).isTrue();
        }
        assertThat(plan.backlog()).hasSize(9);
        assertThat(turnAfter(cursor, Duration.ofHours(24)).isOpen(kept)).isTrue();
        assertThat(turnAfter(cursor, Duration.ofHours(26)).isOpen(kept)).isFalse();
    }

    private static Cursor turnAfter(Cursor cursor, Duration time) {
        Instant end = END.plus(time);
        return cursor.read(new Span(END.minusSeconds(3600), end), HuaweiPlan.finalBefore(NOW.plus(time), CONFIG), end);
    }

    @Test
    void leavesWhatWasNeverReadToTheBackgroundInLongWindowsTheNewestFirst() {
        Plan<HuaweiAsk> plan = plan(Cursor.since(END.minus(Duration.ofHours(60))));

        Instant live = END.minus(LIVE);
        assertThat(spans(plan.asks())).containsExactly(new Span(live, END));
        assertThat(plan.asks()).allMatch(HuaweiAsk::isLive);
        assertThat(spans(plan.backlog()))
                .containsExactly(
                        new Span(live.minus(Duration.ofHours(24)), live),
                        new Span(live.minus(Duration.ofHours(48)), live.minus(Duration.ofHours(24))),
                        new Span(END.minus(Duration.ofHours(60)), live.minus(Duration.ofHours(48))));
        assertThat(plan.backlog()).noneMatch(HuaweiAsk::isLive);
        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
    }

    @Test
    void readsTheOverlapOnceMoreWhichRipenedDuringAnOutage() {
        Instant stopped = END.minus(Duration.ofHours(5));
        Span overlap = new Span(stopped.minusSeconds(600), stopped);
        Cursor cursor = Cursor.since(overlap.from()).read(overlap, overlap.from(), stopped);

        Plan<HuaweiAsk> plan = plan(cursor);

        assertThat(spans(plan.asks())).containsExactly(new Span(END.minus(LIVE), END), overlap);
        assertThat(spans(plan.backlog())).containsExactly(new Span(stopped, END.minus(LIVE)));
        HuaweiAsk last = plan.asks().get(1);
        assertThat(cursor.read(last.span(), last.finalBefore(), NOW).openWithin(overlap))
                .isEmpty();
    }

    @Test
    void coversAStretchThatEndsWithinASecond() {
        Instant from = END.minus(Duration.ofHours(2));
        Cursor cursor = Cursor.since(END).reopened(new Span(from, from.plusMillis(1500)));

        assertThat(spans(plan(cursor).backlog())).containsExactly(new Span(from, from.plusSeconds(2)));
    }

    @Test
    void settlesTheWholeBacklogInTheEnd() {
        Cursor cursor = Cursor.since(END.minus(Duration.ofDays(20)));
        for (HuaweiAsk ask : plan(cursor).asks()) {
            cursor = cursor.read(ask.span(), ask.finalBefore(), NOW);
        }
        int requests = 0;
        for (Plan<HuaweiAsk> plan = plan(cursor); !plan.backlog().isEmpty(); plan = plan(cursor)) {
            HuaweiAsk ask = plan.backlog().get(0);
            cursor = cursor.read(ask.span(), ask.finalBefore(), NOW);
            requests++;
        }

        assertThat(requests).isEqualTo(20);
        assertThat(cursor.settledBefore()).isEqualTo(END.minus(Duration.ofMinutes(10)));
    }

    @Test
    void givesNothingUpWhileNobodySaysHowMuchIsHeld() {
        Cursor cursor = Cursor.since(END.minus(Duration.ofDays(3000)));

        assertThat(plan(cursor).holes()).isEmpty();
        assertThat(plan(cursor).backlog()).hasSize(3000);
    }

    @Test
    void givesUpWhatIsHeldNoMoreByTheHour() {
        HuaweiConfig held = Fixtures.config(Map.of("HUAWEI_HELD", "P2D"));
        Instant since = Instant.parse("2026-11-01T00:00:00Z");
        Instant limit = Instant.parse("2026-11-21T13:00:00Z"); // two days ago it was 12:00:00.700

        Plan<HuaweiAsk> plan = HuaweiPlan.of(Cursor.since(since), NOW, EVERY, held);

        Span lost = new Span(since, limit);
        assertThat(plan.holes())
                .containsExactly(new Hole(
                        lost, GapReason.NOT_HELD, null, "the provider is said to answer the last PT48H (HUAWEI_HELD)"));
        assertThat(plan.backlog()).hasSize(2);
        assertThat(plan.backlog().get(1).span().from()).isEqualTo(limit);
        assertThat(HuaweiPlan.of(Cursor.since(since).without(lost), NOW.plusSeconds(3000), EVERY, held)
                        .holes())
                .isEmpty();
    }

    @Test
    void saysThatWhatWasReadBeforeItWasLostStaysProvisional() {
        HuaweiConfig held = Fixtures.config(Map.of("HUAWEI_HELD", "PT36H"));
        Span read = new Span(END.minus(Duration.ofDays(3)), END.minus(Duration.ofDays(2)));
        Cursor cursor = Cursor.since(read.from()).read(read, read.from(), read.to());

        assertThat(HuaweiPlan.of(cursor, NOW, EVERY, held).holes().get(0).detail())
                .endsWith("PT36H (HUAWEI_HELD); what was read before stays PROVISIONAL");
    }

    @Test
    void neverGivesUpThePresent() {
        HuaweiConfig held = Fixtures.config(Map.of("HUAWEI_HELD", "PT1H", "HUAWEI_OVERLAP", "PT2H"));

        Plan<HuaweiAsk> plan = HuaweiPlan.of(Cursor.since(END.minus(Duration.ofHours(2))), NOW, EVERY, held);

        assertThat(plan.holes()).isEmpty();
        assertThat(plan.asks()).hasSize(1);
    }

    private static Plan<HuaweiAsk> plan(Cursor cursor) {
        return HuaweiPlan.of(cursor, NOW, EVERY, CONFIG);
    }

    private static List<Span> spans(List<HuaweiAsk> asks) {
        return asks.stream().map(HuaweiAsk::span).toList();
    }
}
