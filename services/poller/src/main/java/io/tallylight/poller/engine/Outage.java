package io.tallylight.poller.engine;

import io.tallylight.event.GapReason;
import java.time.Instant;

/** What last kept a whole account from being answered; {@code at} is when it was last seen. */
record Outage(GapReason why, String reason, Instant at) {

    static final Outage NONE = new Outage(GapReason.UNKNOWN, "", Instant.EPOCH);
}
