package io.tallylight.sandbox.wangsu;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** From the begin of one day to the end of another or now, whichever is earlier, in the zone that was asked for. */
record Period(Instant from, Instant to, ZoneId zone) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /** Both days, and what is wrong with them if anything is. */
    private record Days(LocalDate from, LocalDate to) {

        Optional<WangsuError> fault(LocalDate today, WangsuRules rules) {
            if (from.isAfter(today) || !to.isAfter(from) || from.isBefore(today.minusDays(rules.historyDays()))) {
                return Optional.of(WangsuError.DATE);
            }
            return ChronoUnit.DAYS.between(from, to) > rules.spanDays()
                    ? Optional.of(WangsuError.span(rules.spanDays()))
                    : Optional.empty();
        }
    }

    /** Hands over the period or what is wrong. Without both dates it is the last seven days; one alone is wrong. */
    static <X> X of(
            DurationRequest request,
            ZoneId zone,
            Instant now,
            WangsuRules rules,
            Function<Period, X> good,
            Function<WangsuError, X> bad) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Optional<Days> days = days(request, today);
        Optional<WangsuError> fault = days.map(two -> two.fault(today, rules)).orElse(Optional.of(WangsuError.DATE));
        return fault.map(bad).orElseGet(() -> good.apply(period(days.orElseThrow(), zone, now, rules)));
    }

    private static Optional<Days> days(DurationRequest request, LocalDate today) {
        if (request.dateFrom().isEmpty() && request.dateTo().isEmpty()) {
            return Optional.of(new Days(today.minusDays(7), today));
        }
        try {
            return request.dateFrom()
                    .flatMap(from ->
                            request.dateTo().map(to -> new Days(LocalDate.parse(from, DAY), LocalDate.parse(to, DAY))));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /** The document's example has a push of the day dateTo, so that day belongs to the period by default. */
    private static Period period(Days days, ZoneId zone, Instant now, WangsuRules rules) {
        LocalDate end = rules.dateToIncluded() ? days.to().plusDays(1) : days.to();
        Instant to = end.atStartOfDay(zone).toInstant();
        return new Period(days.from().atStartOfDay(zone).toInstant(), to.isAfter(now) ? now : to, zone);
    }
}
