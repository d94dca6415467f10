package io.tallylight.poller.polyv;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which days to ask Polyv for in one turn: those that are open and due, the newest first. Pure. */
final class PolyvPlan {

    static final int MOST_ASKS = 8;

    private final ZoneId zone;
    private final Cursor cursor;
    private final Instant now;
    private final Duration rest;

    private PolyvPlan(ZoneId zone, Cursor cursor, Instant now, Duration rest) {
        this.zone = zone;
        this.cursor = cursor;
        this.now = now;
        this.rest = rest;
    }

    static Plan<PolyvAsk> of(ZoneId zone, Cursor cursor, Instant now, Duration rest) {
        return new PolyvPlan(zone, cursor, now, rest).plan();
    }

    private Plan<PolyvAsk> plan() {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant next = PolyvAsk.span(today, zone).to(); // tomorrow begins a day of its own
        List<PolyvAsk> asks = new ArrayList<>();
        for (LocalDate day : openDays(today)) {
            Instant due = due(day);
            if (due.isAfter(now)) {
                next = earlier(next, due);
            } else if (asks.size() == MOST_ASKS) {
                return new Plan<>(asks, now);
            } else {
                PolyvAsk ask = new PolyvAsk(day, zone, now);
                asks.add(ask);
                next = earlier(next, afterReading(ask));
            }
        }
        return new Plan<>(asks, next);
    }

    /** From today back to the first day that is open. */
    private List<LocalDate> openDays(LocalDate today) {
        return cursor.openBefore(PolyvAsk.span(today, zone).to()).stream()
                .flatMap(stretch -> days(stretch.span()).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private List<LocalDate> days(Span span) {
        LocalDate first = LocalDate.ofInstant(span.from(), zone);
        LocalDate last = LocalDate.ofInstant(span.to().minusMillis(1), zone);
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** A day of which parts were read at different times is as old as its oldest reading. */
    private Instant due(LocalDate day) {
        Optional<Instant> first = cursor.openWithin(PolyvAsk.span(day, zone)).stream()
                .map(stretch -> PolyvAsk.due(day, zone, stretch.readAt(), rest))
                .min(Comparator.naturalOrder());
        return first.orElse(Instant.MAX);
    }

    /** When the day is due once more if it is read now; a day read for the last time never is. */
    private Instant afterReading(PolyvAsk ask) {
        boolean last = ask.finalBefore().equals(ask.span().to());
        return last ? Instant.MAX : PolyvAsk.due(ask.day(), zone, now, rest);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
