package io.tallylight.sandbox.polyv;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** The days that a request asks for, both ends included. */
record DayRange(LocalDate first, LocalDate last) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /** Empty where the provider says "start and end illegal"; start and end go before {@code dr} (an assumption). */
    static Optional<DayRange> of(PolyvQuery query, LocalDate today, boolean strict) {
        boolean hasStart = !query.get("start").isEmpty();
        boolean hasEnd = !query.get("end").isEmpty();
        if (hasStart && hasEnd) {
            return between(query.get("start"), query.get("end"));
        }
        return strict && hasStart != hasEnd ? Optional.empty() : named(query.get("dr"), today, strict);
    }

    private static Optional<DayRange> between(String start, String end) {
        try {
            DayRange range = new DayRange(LocalDate.parse(start, DAY), LocalDate.parse(end, DAY));
            return range.first.isAfter(range.last) ? Optional.empty() : Optional.of(range);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<DayRange> named(String dr, LocalDate today, boolean strict) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate month = today.withDayOfMonth(1);
        LocalDate year = today.withDayOfYear(1);
        return switch (dr) {
            case "today" -> range(today, today);
            case "yesterday" -> range(today.minusDays(1), today.minusDays(1));
            case "this_week" -> range(monday, today);
            case "last_week" -> range(monday.minusWeeks(1), monday.minusDays(1));
            case "", "7days" -> range(today.minusDays(6), today);
            case "this_month" -> range(month, today);
            case "last_month" -> range(month.minusMonths(1), month.minusDays(1));
            case "this_year" -> range(year, today);
            case "last_year" -> range(year.minusYears(1), year.minusDays(1));
            default -> strict ? Optional.empty() : range(today.minusDays(6), today);
        };
    }

    private static Optional<DayRange> range(LocalDate first, LocalDate last) {
        return Optional.of(new DayRange(first, last));
    }
}
