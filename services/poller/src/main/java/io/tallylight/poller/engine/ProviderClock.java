package io.tallylight.poller.engine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import java.time.Instant;

/** The provider's time, by which windows are dated, planned and read. Turns and rests go by ours. */
final class ProviderClock {

    private final Feed<?> feed;
    private boolean heard;

    ProviderClock(Feed<?> feed) {
        this.feed = feed;
    }

    Instant at(Instant now) {
        return now.plus(feed.ahead());
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
