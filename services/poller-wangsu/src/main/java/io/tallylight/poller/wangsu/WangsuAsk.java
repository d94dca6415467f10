package io.tallylight.poller.wangsu;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole days of the configured zone. Pure.
 *
 * @param to the day after the last one: never equal to {@code from}, which the provider forbids
 */
record WangsuAsk(Span span, Instant finalBefore, LocalDate from, LocalDate to, ZoneId zone) implements Ask {

    /** A day is read again until the second midnight after it. */
    private static final int DAYS_UNTIL_FINAL = 1;

    /** A run of days, {@code to} exclusive. */
    private record Days(LocalDate from, LocalDate to) {}

    /** Every open day up to today in as few requests as the longest span allows: the present first, then the backlog. */
    static Plan<WangsuAsk> plan(Cursor cursor, Instant now, Duration every, WangsuConfig config) {
        ZoneId zone = config.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate earliest = today.minusDays(config.heldDays());
        Instant finalBefore = midnight(today.minusDays(DAYS_UNTIL_FINAL), zone);
        List<Days> runs = new ArrayList<>();
        for (Days days : openDays(cursor, today.plusDays(1), zone)) {
            LocalDate from = days.from().isBefore(earliest) ? earliest : days.from();
            runs.addAll(parts(new Days(from, days.to()), config.longestDays()));
        }
        if (runs.size() > 1) {
            runs.add(0, runs.remove(runs.size() - 1));
        }
        return new Plan<>(
                runs.stream()
                        .map(days -> of(days.from(), days.to(), finalBefore, zone))
                        .toList(),
                now.plus(every));
    }

    static WangsuAsk of(LocalDate from, LocalDate to, Instant finalBefore, ZoneId zone) {
        return new WangsuAsk(new Span(midnight(from, zone), midnight(to, zone)), finalBefore, from, to, zone);
    }

    /** The same days in two requests; empty for a single day. */
    List<WangsuAsk> halves() {
        long days = ChronoUnit.DAYS.between(from, to);
        LocalDate middle = from.plusDays(days / 2);
        return days < 2 ? List.of() : List.of(of(from, middle, finalBefore, zone), of(middle, to, finalBefore, zone));
    }

    private static List<Days> openDays(Cursor cursor, LocalDate end, ZoneId zone) {
        List<Days> runs = new ArrayList<>();
        for (Cursor.Open open : cursor.openBefore(midnight(end, zone))) {
            LocalDate from = LocalDate.ofInstant(open.span().from(), zone);
            LocalDate to =
                    LocalDate.ofInstant(open.span().to().minusMillis(1), zone).plusDays(1);
            Days last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && !from.isAfter(last.to())) {
                runs.set(runs.size() - 1, new Days(last.from(), to));
            } else {
                runs.add(new Days(from, to));
            }
        }
        return runs;
    }

    /** Nothing where the days end before they begin: all of them are older than what the provider holds. */
    private static List<Days> parts(Days days, int longest) {
        List<Days> parts = new ArrayList<>();
        LocalDate from = days.from();
        while (from.isBefore(days.to())) {
            LocalDate most = from.plusDays(longest);
            LocalDate to = most.isBefore(days.to()) ? most : days.to();
            parts.add(new Days(from, to));
            from = to;
        }
        return parts;
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
