package io.tallylight.poller.polyv;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which days to ask Polyv for, the newest first. Live are today and yesterday, and days that were read while they could
 * still change and are due once more. Days that were never read are backlog. Pure.
 */
final class PolyvPlan {

    /** The engine takes one of them and plans anew. */
    static final int MOST_BACKLOG = 8;

    private final PolyvConfig config;
    private final ZoneId zone;
    private final Cursor cursor;
    private final Instant now;
    private final Duration rest;
    private final LocalDate today;
    private final LocalDate earliest;
    private final List<PolyvAsk> asks = new ArrayList<>();
    private final List<PolyvAsk> backlog = new ArrayList<>();
    private Instant next;

    private PolyvPlan(PolyvConfig config, Cursor cursor, Instant now, Duration rest) {
        this.config = config;
        this.zone = config.zone();
        this.cursor = cursor;
        this.now = now;
        this.rest = rest;
        this.today = LocalDate.ofInstant(now, zone);
        this.earliest = config.heldDays().map(today::minusDays).orElse(LocalDate.MIN);
        this.next = PolyvAsk.span(today, zone).to(); // tomorrow begins a day of its own
    }

    /**
     * @param now by the provider's clock
     * @param rest how long a day is left alone between two readings
     */
    static Plan<PolyvAsk> of(PolyvConfig config, Cursor cursor, Instant now, Duration rest) {
        return new PolyvPlan(config, cursor, now, rest).plan();
    }

    private Plan<PolyvAsk> plan() {
        LocalDate first = firstOpen();
        for (LocalDate day = today; !day.isBefore(first); day = day.minusDays(1)) {
            List<Cursor.Open> open = cursor.openWithin(PolyvAsk.span(day, zone));
            if (!open.isEmpty() && !isBacklog(day, open)) {
                live(day, open);
            } else if (!open.isEmpty() && backlog.size() < MOST_BACKLOG) {
                backlog.add(PolyvAsk.ofHistory(day, zone, now));
            }
        }
        return new Plan<>(asks, next, backlog, holes());
    }

    private LocalDate firstOpen() {
        Instant settled = cursor.settledBefore();
        LocalDate open = settled.isAfter(now) ? today : LocalDate.ofInstant(settled, zone);
        return open.isBefore(earliest) ? earliest : open;
    }

    private boolean isBacklog(LocalDate day, List<Cursor.Open> open) {
        return day.isBefore(today.minusDays(1)) && open.stream().allMatch(stretch -> stretch.readAt() == null);
    }

    /** A day of which parts were read at different times is as old as its oldest reading. */
    private void live(LocalDate day, List<Cursor.Open> open) {
        Instant due = open.stream()
                .map(stretch -> due(day, stretch.readAt()))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        if (due.isAfter(now)) {
            next = earlier(next, due);
            return;
        }
        PolyvAsk ask = PolyvAsk.of(day, zone, now);
        asks.add(ask);
        next = earlier(next, afterReading(ask));
    }

    /** What was read later than now was read by a clock that is set right since: nobody waits until that time comes. */
    private Instant due(LocalDate day, @Nullable Instant readAt) {
        boolean ahead = readAt != null && readAt.isAfter(now.plus(PolyvFeed.CLOCK_TOLERANCE));
        return ahead ? now : PolyvAsk.due(day, zone, readAt, rest);
    }

    /** When the day is due once more if it is read now; a day read for the last time never is. */
    private Instant afterReading(PolyvAsk ask) {
        return ask.isLast() ? Instant.MAX : PolyvAsk.due(ask.day(), zone, now, rest);
    }

    private List<Hole> holes() {
        return config.heldDays().isEmpty()
                ? List.of()
                : cursor.openBefore(PolyvAsk.span(earliest, zone).from()).stream()
                        .map(open -> new Hole(open.span(), GapReason.NOT_HELD, null, detail(open.readAt() != null)))
                        .toList();
    }

    private String detail(boolean read) {
        Optional<Integer> days = config.heldDays();
        String limit = "the provider is said to answer the last " + days.orElse(0) + " days (POLYV_HELD_DAYS)";
        return read ? limit + "; what was read before stays PROVISIONAL" : limit;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
