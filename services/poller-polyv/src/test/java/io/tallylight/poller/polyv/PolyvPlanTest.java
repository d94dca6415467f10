package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.local;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolyvPlanTest {

    private static final Duration REST = Duration.ofMinutes(30);
    private static final PolyvConfig CONFIG = Fixtures.config(Map.of());

    @Test
    void asksForTodayAloneWhenItBegins() {
        Plan<PolyvAsk> plan = plan(Cursor.since(local("2026-11-23T00:00:00")), local("2026-11-23T09:10:00"));

        assertThat(plan.asks()).extracting(PolyvAsk::day).containsExactly(LocalDate.parse("2026-11-23"));
        assertThat(plan.asks().get(0).span().from()).isEqualTo("2026-11-22T16:00:00Z");
        assertThat(plan.next()).isEqualTo(local("2026-11-23T09:40:00"));
    }

    @Test
    void leavesADayAloneUntilItHasRested() {
        Cursor cursor = read(Cursor.since(local("2026-11-23T00:00:00")), "2026-11-23", local("2026-11-23T09:10:00"));

        Plan<PolyvAsk> plan = plan(cursor, local("2026-11-23T09:39:59"));

        assertThat(plan.asks()).isEmpty();
        assertThat(plan.next()).isEqualTo(local("2026-11-23T09:40:00"));
    }

    @Test
    void asksAtOnceForADayThatWasReadBeforeTheClockWasSetBack() {
        Cursor cursor = read(Cursor.since(local("2026-11-23T00:00:00")), "2026-11-23", local("2026-11-23T09:10:00"));

        Plan<PolyvAsk> plan = plan(cursor, local("2026-11-23T09:00:00"));

        assertThat(plan.asks()).extracting(PolyvAsk::day).containsExactly(LocalDate.parse("2026-11-23"));
        assertThat(plan.next()).isEqualTo(local("2026-11-23T09:30:00"));
    }

    @Test
    void beginsTheNewDayAtItsMidnight() {
        Plan<PolyvAsk> plan = plan(Cursor.since(local("2026-11-23T00:00:00")), local("2026-11-23T23:50:00"));

        assertThat(plan.next()).isEqualTo(local("2026-11-24T00:00:00"));
        assertThat(plan(Cursor.since(plan.next()), plan.next()).asks())
                .extracting(PolyvAsk::day)
                .containsExactly(LocalDate.parse("2026-11-24"));
    }

    @Test
    void readsADayWheneverItHasRestedUntilItsTrafficIsSummedUpThenOnceMoreAndThenNever() {
        List<Instant> readings = readingsOf("2026-11-20", local("2026-11-20T00:00:00"), local("2026-11-26T00:00:00"));

        assertThat(readings).startsWith(local("2026-11-20T00:00:00"), local("2026-11-20T00:30:00"));
        assertThat(readings)
                .filteredOn(at -> !at.isBefore(local("2026-11-22T05:30:00")))
                .containsExactly(
                        local("2026-11-22T05:30:00"), local("2026-11-22T06:00:00"), local("2026-11-23T00:00:00"));
        assertThat(readings).hasSize(48 + 48 + 12 + 2);
    }

    @Test
    void settlesADayWithItsLastReadingOnly() {
        PolyvAsk early = Fixtures.ask("2026-11-20", local("2026-11-22T23:59:59"));
        PolyvAsk last = Fixtures.ask("2026-11-20", local("2026-11-23T00:00:00"));

        assertThat(early.finalBefore()).isEqualTo(early.span().from());
        assertThat(last.finalBefore()).isEqualTo(last.span().to());
    }

    @Test
    void readsADayAgainWhoseLastReadingWasPlannedTooEarly() {
        Cursor cursor = Cursor.since(local("2026-11-20T00:00:00"));
        PolyvAsk early = Fixtures.ask("2026-11-20", local("2026-11-22T23:59:59"));
        cursor = cursor.read(early.span(), early.finalBefore(), local("2026-11-23T00:00:01"));

        assertThat(plan(cursor, local("2026-11-23T00:00:02")).asks())
                .extracting(PolyvAsk::day)
                .contains(LocalDate.parse("2026-11-20"));
    }

    @Test
    void readsADayOnceMoreWhichRipenedDuringAnOutage() {
        Cursor cursor = Cursor.since(local("2026-11-10T00:00:00"));
        cursor = read(cursor, "2026-11-10", local("2026-11-11T09:00:00"));
        cursor = read(cursor, "2026-11-11", local("2026-11-11T09:00:00"));

        Plan<PolyvAsk> plan = plan(cursor, local("2026-11-23T09:10:00"));

        assertThat(days(plan.asks())).containsExactly("2026-11-23", "2026-11-22", "2026-11-11", "2026-11-10");
        assertThat(plan.asks()).noneMatch(PolyvAsk::history);
        assertThat(plan.asks().get(2).isLast()).isTrue();
        assertThat(days(plan.backlog())).startsWith("2026-11-21", "2026-11-20");
    }

    @Test
    void leavesWhatWasNeverReadToTheBackgroundTheNewestDayFirst() {
        Instant now = local("2026-11-23T09:10:00");

        Plan<PolyvAsk> plan = plan(Cursor.since(local("2026-09-24T11:00:00")), now);

        assertThat(days(plan.asks())).containsExactly("2026-11-23", "2026-11-22");
        assertThat(plan.next()).isEqualTo(now.plus(REST));
        assertThat(plan.backlog()).hasSize(PolyvPlan.MOST_BACKLOG).allMatch(PolyvAsk::history);
        assertThat(days(plan.backlog())).startsWith("2026-11-21", "2026-11-20", "2026-11-19");
    }

    @Test
    void asksForEachDayOfAHistoryOnce() {
        Instant now = local("2026-11-23T09:10:00");
        Cursor cursor = Cursor.since(local("2026-09-24T11:00:00"));
        List<LocalDate> days = new ArrayList<>();
        for (PolyvAsk ask : plan(cursor, now).asks()) {
            cursor = cursor.read(ask.span(), ask.finalBefore(), now);
        }
        for (Plan<PolyvAsk> plan = plan(cursor, now); !plan.backlog().isEmpty(); plan = plan(cursor, now)) {
            assertThat(plan.asks()).isEmpty();
            assertThat(plan.next()).isEqualTo(now.plus(REST));
            PolyvAsk ask = plan.backlog().get(0);
            cursor = cursor.read(ask.span(), ask.finalBefore(), now);
            days.add(ask.day());
        }

        assertThat(days).doesNotHaveDuplicates().hasSize(59).endsWith(LocalDate.parse("2026-09-24"));
        assertThat(cursor.settledBefore()).isEqualTo(local("2026-11-21T00:00:00"));
    }

    /** The 21st was read on the 23rd in the background; its last reading is live. */
    @Test
    void readsADayOfItsHistoryOnceMoreIfItCouldStillChange() {
        Cursor cursor = read(Cursor.since(local("2026-11-21T00:00:00")), "2026-11-21", local("2026-11-23T09:10:00"));

        assertThat(days(plan(cursor, local("2026-11-23T23:59:59")).asks())).doesNotContain("2026-11-21");
        assertThat(days(plan(cursor, local("2026-11-24T00:00:00")).asks())).contains("2026-11-21");
    }

    @Test
    void givesNothingUpWhileNobodySaysHowMuchIsHeld() {
        Cursor cursor = Cursor.since(local("2016-11-24T00:00:00"));

        assertThat(plan(cursor, local("2026-11-23T09:10:00")).holes()).isEmpty();
    }

    @Test
    void givesUpWhatIsHeldNoMoreAndNeverPlansItAgain() {
        PolyvConfig held = Fixtures.config(Map.of("POLYV_HELD_DAYS", "5"));
        Instant since = local("2026-11-10T11:00:00");
        Instant now = local("2026-11-23T09:10:00");

        Plan<PolyvAsk> plan = PolyvPlan.of(held, Cursor.since(since), now, REST);

        Span lost = new Span(since, local("2026-11-18T00:00:00"));
        assertThat(plan.holes())
                .containsExactly(new Hole(
                        lost,
                        GapReason.NOT_HELD,
                        null,
                        "the provider is said to answer the last 5 days (POLYV_HELD_DAYS)"));
        assertThat(days(plan.backlog())).containsExactly("2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18");
        assertThat(PolyvPlan.of(held, Cursor.since(since).without(lost), now, REST)
                        .holes())
                .isEmpty();
    }

    @Test
    void saysThatWhatWasReadBeforeItWasLostStaysProvisional() {
        PolyvConfig held = Fixtures.config(Map.of("POLYV_HELD_DAYS", "5"));
        Cursor cursor = read(Cursor.since(local("2026-11-10T00:00:00")), "2026-11-10", local("2026-11-10T09:00:00"));

        assertThat(PolyvPlan.of(held, cursor, local("2026-11-23T09:10:00"), REST)
                        .holes())
                .extracting(Hole::detail)
                .satisfiesExactly(
                        read -> assertThat(read).endsWith("; what was read before stays PROVISIONAL"),
                        never -> assertThat(never).endsWith("(POLYV_HELD_DAYS)"));
    }

    @Test
    void asksForNothingBeforeItsBeginning() {
        Plan<PolyvAsk> plan = plan(Cursor.since(local("2026-12-24T00:00:00")), local("2026-11-23T09:10:00"));

        assertThat(plan.asks()).isEmpty();
        assertThat(plan.next()).isEqualTo(local("2026-11-24T00:00:00"));
    }

    @Test
    void refusesADayThatHasNotBegun() {
        assertThatThrownBy(() -> Fixtures.ask("2026-11-24", local("2026-11-23T23:59:59")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-11-24");
    }

    private static Plan<PolyvAsk> plan(Cursor cursor, Instant now) {
        return PolyvPlan.of(CONFIG, cursor, now, REST);
    }

    private static List<String> days(List<PolyvAsk> asks) {
        return asks.stream().map(ask -> ask.day().toString()).toList();
    }

    private static Cursor read(Cursor cursor, String day, Instant at) {
        PolyvAsk ask = Fixtures.ask(day, at);
        return cursor.read(ask.span(), ask.finalBefore(), at);
    }

    /** When one day is read if every turn is answered at once. */
    private static List<Instant> readingsOf(String day, Instant from, Instant until) {
        List<Instant> readings = new ArrayList<>();
        Cursor cursor = Cursor.since(from);
        for (Instant now = from; now.isBefore(until); ) {
            Plan<PolyvAsk> plan = plan(cursor, now);
            for (PolyvAsk ask : plan.asks()) {
                cursor = cursor.read(ask.span(), ask.finalBefore(), now);
                if (ask.day().equals(LocalDate.parse(day))) {
                    readings.add(now);
                }
            }
            assertThat(plan.next()).isAfter(now);
            now = plan.next();
        }
        return readings;
    }
}
