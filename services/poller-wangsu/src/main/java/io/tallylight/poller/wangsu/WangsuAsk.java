package io.tallylight.poller.wangsu;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Whole days of the configured zone. Pure.
 *
 * @param to the day after the last one: never equal to {@code from}, which the provider forbids
 */
record WangsuAsk(Span span, Instant finalBefore, LocalDate from, LocalDate to, ZoneId zone) implements Ask {

    /** A day is read again until the second midnight after it. */
    static final int DAYS_UNTIL_FINAL = 1;

    static WangsuAsk of(LocalDate from, LocalDate to, Instant finalBefore, ZoneId zone) {
        return new WangsuAsk(new Span(midnight(from, zone), midnight(to, zone)), finalBefore, from, to, zone);
    }

    /** What may be called final at the provider's time {@code now}. */
    static Instant finalBefore(Instant now, ZoneId zone) {
        return midnight(LocalDate.ofInstant(now, zone).minusDays(DAYS_UNTIL_FINAL), zone);
    }

    /** The same days in two requests; empty for a single day. */
    List<WangsuAsk> halves() {
        long days = ChronoUnit.DAYS.between(from, to);
        LocalDate middle = from.plusDays(days / 2);
        return days < 2 ? List.of() : List.of(of(from, middle, finalBefore, zone), of(middle, to, finalBefore, zone));
    }

    static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
