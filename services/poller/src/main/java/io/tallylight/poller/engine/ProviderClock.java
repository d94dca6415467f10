package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import java.time.Duration;
import java.time.Instant;

/**
 * The provider's time, by which windows are dated, planned and read. Turns and rests go by ours. It is believed to be ahead
 * of ours up to a limit: one wrong Date header must not settle what has not happened yet.
 */
final class ProviderClock {

    private final Feed<?> feed;
    private final Duration mostAhead;
    private boolean heard;

    ProviderClock(Feed<?> feed, Duration mostAhead) {
        this.feed = feed;
        this.mostAhead = mostAhead;
    }

    Instant at(Instant now) {
        Duration ahead = feed.ahead();
        return now.plus(ahead.compareTo(mostAhead) > 0 ? mostAhead : ahead);
    }

    /** Before the first answer nothing is known of the provider's clock, but that it was not earlier than at a reading. */
    Instant at(Instant now, Cursor cursor) {
        Instant read = cursor.lastReadAt();
        return !heard && read.isAfter(at(now)) ? read : at(now);
    }

    /** Whatever the provider said, its clock is known with it. */
    void answered(Answer<?> answer) {
        heard |= !(answer instanceof Answer.Broken);
    }
}
