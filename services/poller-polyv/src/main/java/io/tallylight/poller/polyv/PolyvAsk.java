package io.tallylight.poller.polyv;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One request for the hours of one day D: an answer over several days would add them up. D is read again until its traffic
 * is summed up, at D+2 06:00, and for the last time at D+3; times are of the provider's zone.
 *
 * @param planned when the request was planned: it is the last one if the day was ripe for that already
 * @param history whether the day was never read and is no longer live
 */
record PolyvAsk(LocalDate day, ZoneId zone, Instant planned, boolean history) implements Ask {

    /** Traffic of D is summed up late on D+1 and there on D+2 (provider's document); the hours are our margin. */
    private static final LocalTime SUMMED_UP = LocalTime.of(6, 0);

    PolyvAsk {
        if (day.atStartOfDay(zone).toInstant().isAfter(planned)) {
            throw new IllegalArgumentException(day + " has not begun: the provider would answer nothing or fail");
        }
    }

    static PolyvAsk of(LocalDate day, ZoneId zone, Instant planned) {
        return new PolyvAsk(day, zone, planned, false);
    }

    static PolyvAsk ofHistory(LocalDate day, ZoneId zone, Instant planned) {
        return new PolyvAsk(day, zone, planned, true);
    }

    @Override
    public Span span() {
        return span(day, zone);
    }

    static Span span(LocalDate day, ZoneId zone) {
        return new Span(midnight(day, zone), midnight(day.plusDays(1), zone));
    }

    @Override
    public Instant finalBefore() {
        return isLast() ? span().to() : span().from();
    }

    /** Whether the day is not read again after this. */
    boolean isLast() {
        return !planned.isBefore(lastReadFrom(day, zone));
    }

    /** From when on the day's traffic counts as complete. */
    static Instant bytesFinalFrom(LocalDate day, ZoneId zone) {
        return day.plusDays(2).atTime(SUMMED_UP).atZone(zone).toInstant();
    }

    /** From when on a reading of the day is the last one. */
    static Instant lastReadFrom(LocalDate day, ZoneId zone) {
        return midnight(day.plusDays(3), zone);
    }

    /** When the day, last read at {@code readAt}, is to be read again. */
    static Instant due(LocalDate day, ZoneId zone, @Nullable Instant readAt, Duration rest) {
        Instant ripe = bytesFinalFrom(day, zone);
        if (readAt == null) {
            return midnight(day, zone);
        } else if (readAt.isBefore(ripe)) {
            Instant rested = readAt.plus(rest);
            return rested.isBefore(ripe) ? rested : ripe;
        }
        return lastReadFrom(day, zone);
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
