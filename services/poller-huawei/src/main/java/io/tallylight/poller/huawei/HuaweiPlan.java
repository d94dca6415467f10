package io.tallylight.poller.huawei;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which windows of a channel are asked for. Live are the overlap, two turns more, and what was read while it was in the
 * overlap: once more, so that it becomes FINAL. What was never read is backlog. Pure.
 */
final class HuaweiPlan {

    /** One turn may be late or fail, and the next one is still one request. */
    private static final int LIVE_TURNS = 2;

    private final Cursor cursor;
    private final HuaweiConfig config;
    private final Instant finalBefore;
    private final Instant end;
    private final Instant live;
    private final Instant earliest;

    private HuaweiPlan(Cursor cursor, Instant now, Duration every, HuaweiConfig config) {
        this.cursor = cursor;
        this.config = config;
        this.finalBefore = finalBefore(now, config);
        this.end = settled(now, config);
        Duration turns = shorter(every.multipliedBy(LIVE_TURNS), config.longestWindow());
        this.live = finalBefore.minus(turns).truncatedTo(ChronoUnit.SECONDS);
        this.earliest = config.held()
                .map(held -> earlier(wholeHour(now.minus(held)), live))
                .orElse(Instant.MIN);
    }

    /** @param now by the provider's clock */
    static Plan<HuaweiAsk> of(Cursor cursor, Instant now, Duration every, HuaweiConfig config) {
        HuaweiPlan plan = new HuaweiPlan(cursor, now, every, config);
        return new Plan<>(plan.asks(true), now.plus(every), plan.asks(false), plan.holes());
    }

    /** What may be called final at the provider's time {@code now}. */
    static Instant finalBefore(Instant now, HuaweiConfig config) {
        return settled(now, config).minus(config.overlap());
    }

    private static Instant settled(Instant now, HuaweiConfig config) {
        return now.minus(config.settle()).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The newest first. */
    private List<HuaweiAsk> asks(boolean isLive) {
        List<HuaweiAsk> asks = new ArrayList<>();
        List<Span> spans = joined(isLive);
        for (int at = spans.size() - 1; at >= 0; at--) {
            parts(spans.get(at)).forEach(part -> asks.add(HuaweiAsk.window(part, finalBefore, config.lead())));
        }
        return asks;
    }

    /** Neighbouring stretches that were read at different times are one window. */
    private List<Span> joined(boolean isLive) {
        List<Span> spans = new ArrayList<>();
        for (Cursor.Open next : open()) {
            if (isLive != isLive(next)) {
                continue;
            }
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.to().equals(next.span().from())) {
                spans.set(spans.size() - 1, new Span(last.from(), next.span().to()));
            } else {
                spans.add(next.span());
            }
        }
        return spans;
    }

    private List<Cursor.Open> open() {
        List<Cursor.Open> open = new ArrayList<>();
        if (earliest.isBefore(live)) {
            open.addAll(cursor.openWithin(new Span(earliest, live)));
        }
        open.addAll(cursor.openWithin(new Span(live, end)));
        return open;
    }

    private boolean isLive(Cursor.Open open) {
        return open.readAt() != null || !open.span().from().isBefore(live);
    }

    /** The newest part first. Parts end at whole seconds, because the provider's times have no others. */
    private List<Span> parts(Span span) {
        List<Span> parts = new ArrayList<>();
        Instant to = wholeSecond(span.to());
        while (span.from().isBefore(to)) {
            Instant most = to.minus(config.longestWindow());
            Instant from = most.isAfter(span.from()) ? most : span.from();
            parts.add(new Span(from, to));
            to = from;
        }
        return parts;
    }

    private List<Hole> holes() {
        return cursor.openBefore(earliest).stream()
                .map(open -> new Hole(open.span(), GapReason.NOT_HELD, null, detail(open.readAt() != null)))
                .toList();
    }

    private String detail(boolean read) {
        Duration held = config.held().orElse(Duration.ZERO);
        String limit = "the provider is said to answer the last " + held + " (HUAWEI_HELD)";
        return read ? limit + "; what was read before stays PROVISIONAL" : limit;
    }

    /** The limit moves all the time: gaps are told by the hour, and what it takes within one is given up with it. */
    private static Instant wholeHour(Instant instant) {
        Instant hour = instant.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(instant) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    private static Instant wholeSecond(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? second : second.plusSeconds(1);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
