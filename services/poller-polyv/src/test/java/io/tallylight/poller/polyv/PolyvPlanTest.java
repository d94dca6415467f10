package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.SHANGHAI;
import static io.tallylight.poller.polyv.Fixtures.local;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolyvPlanTest {

    private static final Duration REST = Duration.ofMinutes(30);

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
    void takesALongHistoryInTurnsThatFollowAtOnceTheNewestDayFirst() {
        Instant now = local("2026-11-23T09:10:00");

        Plan<PolyvAsk> plan = plan(Cursor.since(local("2026-09-24T11:00:00")), now);

        assertThat(plan.asks()).hasSize(PolyvPlan.MOST_ASKS);
        assertThat(plan.asks().get(0).day()).isEqualTo("2026-11-23");
        assertThat(plan.asks().get(7).day()).isEqualTo("2026-11-16");
        assertThat(plan.next()).isEqualTo(now);
    }

    @Test
    void asksForEachDayOfAHistoryOnce() {
        Instant now = local("2026-11-23T09:10:00");
        Cursor cursor = Cursor.since(local("2026-09-24T11:00:00"));
        List<LocalDate> days = new ArrayList<>();
        Plan<PolyvAsk> plan;
        do {
            plan = plan(cursor, now);
            for (PolyvAsk ask : plan.asks()) {
                days.add(ask.day());
                cursor = cursor.read(ask.span(), ask.finalBefore(), now);
            }
        } while (plan.next().equals(now));

        assertThat(days).doesNotHaveDuplicates().hasSize(61).endsWith(LocalDate.parse("2026-09-24"));
        assertThat(plan.next()).isEqualTo(now.plus(REST));
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
        return PolyvPlan.of(SHANGHAI, cursor, now, REST);
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
