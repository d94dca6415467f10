package io.tallylight.poller.huawei;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One page of one window. Pure.
 *
 * @param startTime where the request begins: earlier than the span, see {@link HuaweiConfig#lead}
 * @param total what the window's first page said there is; empty on that page
 * @param page counts every page of the window, repeated ones too
 * @param restarts how often the window was begun again because its total had changed
 */
record HuaweiAsk(
        Span span, Instant finalBefore, Instant startTime, int offset, OptionalLong total, int page, int restarts)
        implements Ask {

    /** More would be 100 000 signals of one channel in one window: the provider is repeating itself. */
    static final int MOST_PAGES = 1000;

    private static final int MOST_RESTARTS = 3;
    private static final int MOST_WINDOWS_A_TURN = 8;

    /**
     * What is open up to the settled present, in windows: the present first, then the backlog from its beginning. Where the
     * backlog is longer than a turn the next turn is due at once, so that the present never waits for it.
     */
    static Plan<HuaweiAsk> plan(Cursor cursor, Instant now, Duration every, HuaweiConfig config) {
        Instant end = now.minus(config.settle()).truncatedTo(ChronoUnit.SECONDS);
        List<Span> windows = new ArrayList<>();
        joined(cursor.openBefore(end)).forEach(span -> windows.addAll(parts(span, config.longestWindow())));
        if (windows.size() > 1) {
            windows.add(0, windows.remove(windows.size() - 1));
        }
        List<HuaweiAsk> asks = windows.stream()
                .limit(MOST_WINDOWS_A_TURN)
                .map(span -> window(span, end.minus(config.overlap()), config.lead()))
                .toList();
        return new Plan<>(asks, asks.size() < windows.size() ? now : now.plus(every));
    }

    /** The first page of a window. */
    static HuaweiAsk window(Span span, Instant finalBefore, Duration lead) {
        Instant start = span.from().minus(lead).truncatedTo(ChronoUnit.SECONDS);
        return new HuaweiAsk(span, finalBefore, start, 0, OptionalLong.empty(), 1, 0);
    }

    /** What this page's answer leaves to be asked: the next page, the window again, or nothing. */
    List<HuaweiAsk> next(int received, OptionalLong answered) {
        if (changed(answered) && restarts < MOST_RESTARTS) {
            return List.of(
                    new HuaweiAsk(span, finalBefore, startTime, 0, OptionalLong.empty(), page + 1, restarts + 1));
        }
        int offset = this.offset + received;
        if (received == 0 || (answered.isPresent() && offset >= answered.getAsLong())) {
            return List.of();
        }
        OptionalLong total = this.total.isPresent() ? this.total : answered;
        return List.of(new HuaweiAsk(span, finalBefore, startTime, offset, total, page + 1, restarts));
    }

    /** The total still changes after every restart: pages may have shifted under us. */
    boolean unstable(OptionalLong answered) {
        return changed(answered) && restarts >= MOST_RESTARTS;
    }

    boolean restartsAfter(OptionalLong answered) {
        return changed(answered) && restarts < MOST_RESTARTS;
    }

    private boolean changed(OptionalLong answered) {
        return total.isPresent() && answered.isPresent() && total.getAsLong() != answered.getAsLong();
    }

    /** Neighbouring stretches that were read at different times are one window. */
    private static List<Span> joined(List<Cursor.Open> open) {
        List<Span> spans = new ArrayList<>();
        for (Cursor.Open next : open) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.to().equals(next.span().from())) {
                spans.set(spans.size() - 1, new Span(last.from(), next.span().to()));
            } else {
                spans.add(next.span());
            }
        }
        return spans;
    }

    /** Parts end at whole seconds, because the provider's times have no others. */
    private static List<Span> parts(Span span, Duration longest) {
        List<Span> parts = new ArrayList<>();
        Instant from = span.from();
        while (from.isBefore(span.to())) {
            Instant most = from.truncatedTo(ChronoUnit.SECONDS).plus(longest);
            Instant to = most.isBefore(span.to()) ? most : span.to();
            parts.add(new Span(from, to));
            from = to;
        }
        return parts;
    }
}
