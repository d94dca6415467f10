package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WangsuAskTest {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final WangsuConfig CONFIG = Fixtures.config(Map.of());
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z"); // 12:00 +08:00

    @Test
    void asksTodayAsOneWholeDayOfTheZone() {
        Plan<WangsuAsk> plan = plan(Cursor.since(NOON.minusSeconds(60)), NOON);

        assertThat(plan.next()).isEqualTo(NOON.plus(EVERY));
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

        cursor = readAt(cursor, Instant.parse("2026-11-22T16:00:00Z"));

        assertThat(cursor.settledBefore()).isEqualTo("2026-11-21T16:00:00Z");
        assertThat(plan(cursor, NOON).asks().get(0).from()).isEqualTo("2026-11-22");
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
        WangsuConfig utc = Fixtures.config(Map.of("WANGSU_TIME_ZONE", "GMT-03:00"));

        assertThat(WangsuAsk.plan(Cursor.since(NOON), NOON, EVERY, utc)
                        .asks()
                        .get(0)
                        .span())
                .isEqualTo(span("2026-11-23T03:00:00Z", "2026-11-24T03:00:00Z"));
    }

    @Test
    void asksDaysOfOneStretchInOneRequest() {
        Cursor cursor = readAt(Cursor.since(NOON.minus(Duration.ofDays(2))), NOON.minus(Duration.ofHours(20)));

        assertThat(days(plan(cursor, NOON))).containsExactly("2026-11-21/2026-11-24");
    }

    @Test
    void asksABacklogInMonthsThePresentFirst() {
        assertThat(days(plan(Cursor.since(NOON.minus(Duration.ofDays(40))), NOON)))
                .containsExactly("2026-11-14/2026-11-24", "2026-10-14/2026-11-14");
    }

    @Test
    void asksForNothingThatTheProviderHoldsNoMore() {
        List<String> days = days(plan(Cursor.since(NOON.minus(Duration.ofDays(200))), NOON));

        assertThat(days).hasSize(6).contains("2026-05-24/2026-06-24");
        assertThat(LocalDate.parse("2026-05-24").plusDays(183)).isEqualTo("2026-11-23");
    }

    @Test
    void asksNothingOfAStretchThatIsOlderThanThat() {
        Instant old = NOON.minus(Duration.ofDays(200));
        Cursor cursor = Cursor.since(old).without(new Span(old.plusSeconds(86400), NOON.minusSeconds(60)));

        assertThat(days(plan(cursor, NOON))).containsExactly("2026-11-23/2026-11-24");
    }

    @Test
    void halvesDays() {
        assertThat(Fixtures.ask("2026-11-01", "2026-11-04").halves())
                .extracting(ask -> ask.from() + "/" + ask.to())
                .containsExactly("2026-11-01/2026-11-02", "2026-11-02/2026-11-04");
        assertThat(Fixtures.ask("2026-11-01", "2026-11-02").halves()).isEmpty();
    }

    private static Cursor readAt(Cursor cursor, Instant now) {
        Cursor read = cursor;
        for (WangsuAsk ask : plan(cursor, now).asks()) {
            read = read.read(ask.span(), ask.finalBefore(), now);
        }
        return read;
    }

    private static Plan<WangsuAsk> plan(Cursor cursor, Instant now) {
        return WangsuAsk.plan(cursor, now, EVERY, CONFIG);
    }

    private static List<String> days(Plan<WangsuAsk> plan) {
        return plan.asks().stream().map(ask -> ask.from() + "/" + ask.to()).toList();
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
