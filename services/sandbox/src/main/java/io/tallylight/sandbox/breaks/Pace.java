package io.tallylight.sandbox.breaks;

import java.time.Duration;

/**
 * How fast breaks follow each other. A channel has one break a {@code slot}, of splice_insert and of time_signal by
 * turns, of {@code shortest} to {@code longest}; a late return comes {@code lateness} after the end that was planned;
 * breaks are known from {@code history} before the epoch.
 */
public record Pace(Duration slot, Duration shortest, Duration longest, Duration lateness, Duration history) {

    /** A break of each track every 40 s: 90 s show every wrong kind. */
    public static final Pace DEMO = new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(6),
            Duration.ofSeconds(8),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5));

    /** A break of each track every ten minutes, as on a television channel. */
    public static final Pace REAL = new Pace(
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofMinutes(2),
            Duration.ofDays(7));

    /** The longest time from the beginning of a slot to the last message of its break, in slots. */
    long reach() {
        Duration longestStory =
                AdBreaks.LEAD.plus(AdBreaks.JITTER).plus(longest).plus(lateness);
        return longestStory.dividedBy(slot) + 1;
    }
}
