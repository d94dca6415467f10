package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WangsuPlanTest {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final WangsuConfig CONFIG = Fixtures.config(Map.of());
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z"); // 12:00 +08:00
    private static final String HELD = "the provider answers the last 183 days (WANGSU_HELD_DAYS)";

    @Test
    void asksTodayAsOneWholeDayOfTheZone() {
        Plan<WangsuAsk> plan = plan(Cursor.since(NOON.minusSeconds(60)), NOON);

        assertThat(plan.next()).isEqualTo(NOON.plus(EVERY));
        assertThat(plan.backlog()).isEmpty();
        assertThat(plan.holes()).isEmpty();
        assertThat(plan.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.from()).isEqualTo("2026-11-23");
            assertThat(ask.to()).isEqualTo("2026-11-24");
            assertThat(ask.span()).isEqualTo(span("2026-11-22T16:00:00Z", "2026-11-23T16:00:00Z"));
            assertThat(ask.finalBefore()).isEqualTo("2026-11-21T16:00:00Z");
        });
    }

    @Test
    void readsADayUntilTheSecondMidnightAfterIt() {
        Cursor cursor = Cursor.since(Instant.parse("2026-11-20T16:00:00Z")); // the 21st begins
        cursor = readAt(cursor, Instant.parse("2026-11-22T15:59:59Z")); // a second before the 23rd
        assertThat(cursor.settledBefore()).isEqualTo("2026-11-20T16:00:00Z");

        Instant midnight = Instant.parse("2026-11-22T16:00:00Z");
        assertThat(days(plan(cursor, midnight).asks())).containsExactly("2026-11-21/2026-11-24");
        cursor = readAt(cursor, midnight);

        assertThat(cursor.settledBefore()).isEqualTo("2026-11-21T16:00:00Z");
        assertThat(days(plan(cursor, NOON).asks())).containsExactly("2026-11-22/2026-11-24");
    }

    @Test
    void knowsMidnightOfTheZoneFromMidnightUtc() {
        Instant before = Instant.parse("2026-11-23T15:59:59.999Z");

        assertThat(plan(Cursor.since(before), before).asks().get(0).to()).isEqualTo("2026-11-24");
        assertThat(plan(Cursor.since(before), before.plusMillis(1))
                        .asks()
                        .get(0)
                        .to())
                .isEqualTo("2026-11-25");
    }

    @Test
    void followsTheZoneThatIsSet() {
        WangsuConfig west = Fixtures.config(Map.of("WANGSU_TIME_ZONE", "GMT-03:00"));

        assertThat(WangsuPlan.of(Cursor.since(NOON), NOON, EVERY, west)
                        .asks()
                        .get(0)
                        .span())
                .isEqualTo(span("2026-11-23T03:00:00Z", "2026-11-24T03:00:00Z"));
    }

    @Test
    void leavesWhatWasNeverReadToTheBackgroundInMonthsTheNewestFirst() {
        Plan<WangsuAsk> plan = plan(Cursor.since(NOON.minus(Duration.ofDays(70))), NOON);

        assertThat(days(plan.asks())).containsExactly("2026-11-22/2026-11-24");
        assertThat(days(plan.backlog()))
                .containsExactly("2026-10-22/2026-11-22", "2026-09-21/2026-10-22", "2026-09-14/2026-09-21");
        assertThat(plan.backlog())
                .allMatch(ask -> !ask.finalBefore().isBefore(ask.span().to()));
    }

    @Test
    void asksForNoMoreDaysAtOnceThanAreSet() {
        WangsuConfig two = Fixtures.config(Map.of("WANGSU_LONGEST_DAYS", "2"));

        assertThat(days(WangsuPlan.of(Cursor.since(NOON.minus(Duration.ofDays(6))), NOON, EVERY, two)
                        .backlog()))
                .containsExactly("2026-11-20/2026-11-22", "2026-11-18/2026-11-20", "2026-11-17/2026-11-18");
    }

    @Test
    void readsADayOnceMoreWhichRipenedDuringAnOutage() {
        Cursor cursor = readAt(Cursor.since(NOON.minus(Duration.ofDays(12))), NOON.minus(Duration.ofDays(11)));

        Plan<WangsuAsk> plan = plan(cursor, NOON);

        assertThat(days(plan.asks())).containsExactly("2026-11-22/2026-11-24", "2026-11-11/2026-11-13");
        assertThat(days(plan.backlog())).containsExactly("2026-11-13/2026-11-22");
        Cursor after = readAt(cursor, NOON);
        assertThat(after.openBefore(Instant.parse("2026-11-12T16:00:00Z"))).isEmpty();
        assertThat(days(plan(after, NOON.plus(EVERY)).asks())).containsExactly("2026-11-22/2026-11-24");
    }

    @Test
    void settlesTheWholeBacklogInTheEnd() {
        Cursor cursor = Cursor.since(NOON.minus(Duration.ofDays(182)));
        int requests = 0;
        for (Plan<WangsuAsk> plan = plan(cursor, NOON); !plan.backlog().isEmpty(); plan = plan(cursor, NOON)) {
            WangsuAsk ask = plan.backlog().get(0);
            cursor = cursor.read(ask.span(), ask.finalBefore(), NOON);
            requests++;
        }

        assertThat(requests).isEqualTo(6); // 181 days
        assertThat(cursor.settledBefore()).isEqualTo("2026-11-21T16:00:00Z");
    }

    @Test
    void givesUpWhatTheProviderHoldsNoMoreAndNeverPlansItAgain() {
        Instant since = NOON.minus(Duration.ofDays(200));

        Plan<WangsuAsk> plan = plan(Cursor.since(since), NOON);

        Span lost = new Span(since, Instant.parse("2026-05-23T16:00:00Z"));
        assertThat(LocalDate.parse("2026-05-24").plusDays(183)).isEqualTo("2026-11-23");
        assertThat(plan.holes()).containsExactly(new Hole(lost, GapReason.NOT_HELD, null, HELD));
        assertThat(days(plan.backlog())).endsWith("2026-05-24/2026-06-20");
        Plan<WangsuAsk> after = plan(Cursor.since(since).without(lost), NOON);
        assertThat(after.holes()).isEmpty();
        assertThat(after.backlog()).isEqualTo(plan.backlog());
    }

    @Test
    void saysThatWhatWasReadBeforeItWasLostStaysProvisional() {
        Instant since = NOON.minus(Duration.ofDays(190));
        Cursor cursor = readAt(Cursor.since(since), since.plus(Duration.ofHours(1)));

        Plan<WangsuAsk> plan = plan(cursor, NOON);

        assertThat(plan.holes())
                .extracting(Hole::detail)
                .containsExactly(HELD + "; what was read before stays PROVISIONAL", HELD);
        assertThat(days(plan.asks())).containsExactly("2026-11-22/2026-11-24");
    }

    @Test
    void asksNothingOfAStretchThatIsOlderThanThat() {
        Instant old = NOON.minus(Duration.ofDays(200));
        Cursor cursor = Cursor.since(old).without(new Span(old.plusSeconds(86400), NOON.minusSeconds(60)));

        assertThat(days(plan(cursor, NOON).asks())).containsExactly("2026-11-23/2026-11-24");
        assertThat(plan(cursor, NOON).backlog()).isEmpty();
    }

    @Test
    void asksForNothingBeforeItsBeginning() {
        Plan<WangsuAsk> plan = plan(Cursor.since(NOON.plus(Duration.ofDays(9))), NOON);

        assertThat(plan.asks()).isEmpty();
        assertThat(plan.backlog()).isEmpty();
    }

    @Test
    void halvesDays() {
        assertThat(Fixtures.ask("2026-11-01", "2026-11-04").halves())
                .extracting(ask -> ask.from() + "/" + ask.to())
                .containsExactly("2026-11-01/2026-11-02", "2026-11-02/2026-11-04");
        assertThat(Fixtures.ask("2026-11-01", "2026-11-02").halves()).isEmpty();
    }

    /** A live turn that is answered whole. */
    private static Cursor readAt(Cursor cursor, Instant now) {
        Cursor read = cursor;
        for (WangsuAsk ask : plan(cursor, now).asks()) {
            read = read.read(ask.span(), ask.finalBefore(), now);
        }
        return read;
    }

    private static Plan<WangsuAsk> plan(Cursor cursor, Instant now) {
        return WangsuPlan.of(cursor, now, EVERY, CONFIG);
    }

    private static List<String> days(List<WangsuAsk> asks) {
        return asks.stream().map(ask -> ask.from() + "/" + ask.to()).toList();
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
