package io.tallylight.poller.wangsu;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which days of a domain are asked for. Live are today and yesterday, which can still change, and the days that were read
 * while they could and cannot any more: once more, so that they become FINAL. Days that were never read are backlog. What
 * is older than the provider answers is a hole. Pure.
 */
final class WangsuPlan {

    /** Days, {@code to} exclusive; the newest run comes first in every list of them. */
    private record Days(LocalDate from, LocalDate to) {}

    private final Cursor cursor;
    private final WangsuConfig config;
    private final ZoneId zone;
    private final LocalDate tomorrow;
    private final LocalDate live;
    private final LocalDate earliest;
    private final Instant finalBefore;

    private WangsuPlan(Cursor cursor, Instant now, WangsuConfig config) {
        this.cursor = cursor;
        this.config = config;
        this.zone = config.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        this.tomorrow = today.plusDays(1);
        this.live = today.minusDays(WangsuAsk.DAYS_UNTIL_FINAL);
        this.earliest = today.minusDays(config.heldDays());
        this.finalBefore = WangsuAsk.finalBefore(now, zone);
    }

    /** @param now by the provider's clock */
    static Plan<WangsuAsk> of(Cursor cursor, Instant now, Duration every, WangsuConfig config) {
        WangsuPlan plan = new WangsuPlan(cursor, now, config);
        return new Plan<>(plan.asks(true), now.plus(every), plan.asks(false), plan.holes());
    }

    /** In as few requests as the longest span allows: neighbouring days travel together. */
    private List<WangsuAsk> asks(boolean isLive) {
        List<Days> runs = new ArrayList<>();
        for (LocalDate day = tomorrow.minusDays(1); !day.isBefore(firstOpen()); day = day.minusDays(1)) {
            List<Cursor.Open> open = cursor.openWithin(day(day));
            if (!open.isEmpty() && isLive == isLive(day, open)) {
                add(runs, day);
            }
        }
        return runs.stream()
                .map(days -> WangsuAsk.of(days.from(), days.to(), finalBefore, zone))
                .toList();
    }

    private LocalDate firstOpen() {
        Instant settled = cursor.settledBefore();
        LocalDate open = settled.isBefore(start(tomorrow)) ? LocalDate.ofInstant(settled, zone) : tomorrow;
        return open.isBefore(earliest) ? earliest : open;
    }

    private boolean isLive(LocalDate day, List<Cursor.Open> open) {
        return !day.isBefore(live) || open.stream().anyMatch(stretch -> stretch.readAt() != null);
    }

    private void add(List<Days> runs, LocalDate day) {
        Days last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null
                && last.from().equals(day.plusDays(1))
                && last.from().plusDays(config.longestDays()).isAfter(last.to())) {
            runs.set(runs.size() - 1, new Days(day, last.to()));
        } else {
            runs.add(new Days(day, day.plusDays(1)));
        }
    }

    private List<Hole> holes() {
        return cursor.openBefore(start(earliest)).stream()
                .map(stretch -> new Hole(stretch.span(), GapReason.NOT_HELD, null, detail(stretch.readAt() != null)))
                .toList();
    }

    private String detail(boolean read) {
        String limit = "the provider answers the last " + config.heldDays() + " days (WANGSU_HELD_DAYS)";
        return read ? limit + "; what was read before stays PROVISIONAL" : limit;
    }

    private Span day(LocalDate day) {
        return new Span(start(day), start(day.plusDays(1)));
    }

    private Instant start(LocalDate day) {
        return WangsuAsk.midnight(day, zone);
    }
}
