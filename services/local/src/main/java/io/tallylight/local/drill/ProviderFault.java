package io.tallylight.local.drill;

import io.tallylight.sandbox.Faults;
import io.tallylight.sandbox.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a provider does wrong, and the answer that its poller's {@code poll_turns_total} is to count then. */
public enum ProviderFault {
    STATUS_500,
    THROTTLED_429,
    THROTTLED_503,
    CUT_BODY,
    HANG,
    SLOW_DRIP,
    ENDLESS_BLANKS,
    ENDLESS_ROWS,
    HTML_PAGE,
    CLOCK_AHEAD,
    CLOCK_BEHIND;

    /** A row that nobody asked for, so that it is none of the truth's: as the four providers write them. */
    private static final String ROW =
            "{\"app\":\"demo-origin\",\"video_url\":\"mystream_720p\",\"viewer_count_avg\":1,\"viewer_count_min\":1,"
                    + "\"viewer_count_max\":1,\"viewer_count_sum\":5,\"time\":\"2001-01-01 00:00:00\"},";

    private static final String HEAD = "{\"message\":\"Found viewers\",\"status\":\"success\",\"data\":[";

    /** Wrong enough for each provider: Huawei lets signatures be a quarter of an hour off. */
    private static Duration off(Poller poller) {
        return Duration.ofMinutes(poller == Poller.HUAWEI ? 20 : 10);
    }

    Fault at(Poller poller) {
        return switch (this) {
            case STATUS_500 -> new Fault.Status(500, "text/plain", "internal error");
            case THROTTLED_429 -> Fault.Throttled.inSeconds(429, Duration.ofSeconds(2));
            case THROTTLED_503 -> Fault.Throttled.untilDate(503, Instant.now().plusSeconds(3));
            case CUT_BODY -> new Fault.CutBody();
            case HANG -> new Fault.Hang();
            case SLOW_DRIP -> new Fault.SlowDrip(Duration.ofMillis(500));
            case ENDLESS_BLANKS -> Fault.EndlessBody.blanks();
            case ENDLESS_ROWS -> new Fault.EndlessBody(HEAD, ROW.repeat(20));
            case HTML_PAGE -> Faults.HTML_PAGE;
            case CLOCK_AHEAD -> new Fault.ClockOff(off(poller));
            case CLOCK_BEHIND -> new Fault.ClockOff(off(poller).negated());
        };
    }

    /** The label of {@code poll_turns_total} that shows it. A page means to Polyv's poller that it has been shut out. */
    String answer(Poller poller) {
        boolean shutOut = this == HTML_PAGE && poller == Poller.POLYV;
        return this == THROTTLED_429 || this == THROTTLED_503 || shutOut ? "throttled" : "broken";
    }

    /** How long at most until a metric shows it: what only time ends takes a while. */
    Duration patience() {
        return switch (this) {
            case HANG -> Duration.ofSeconds(45);
            case SLOW_DRIP, ENDLESS_BLANKS, ENDLESS_ROWS -> Duration.ofSeconds(90);
            default -> Duration.ofSeconds(20);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
