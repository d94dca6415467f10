package io.tallylight.poller.huawei;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** How long a signal outside its window is kept in mind after the last answer that showed it. */
    private static final Duration STRAYS_KEPT = Duration.ofDays(1);

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

    /**
     * Where a signal outside the window is kept in mind: in time that no window settles for a day to come. By the hour, so
     * that a signal which every turn answers seldom moves.
     */
    Instant strays() {
        return finalBefore.plus(STRAYS_KEPT).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    /** The total still changes after every restart: pages may have shifted under us. */
    boolean unstable(OptionalLong answered) {
        return changed(answered) && restarts >= MOST_RESTARTS;
    }

    boolean restartsAfter(OptionalLong answered) {
        return changed(answered) && restarts < MOST_RESTARTS;
    }

    /** Whether the window reaches into time that can still change: what it shows is the present. */
    boolean isLive() {
        return finalBefore.isBefore(span.to());
    }

    private boolean changed(OptionalLong answered) {
        return total.isPresent() && answered.isPresent() && total.getAsLong() != answered.getAsLong();
    }
}
