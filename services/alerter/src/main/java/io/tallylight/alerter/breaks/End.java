package io.tallylight.alerter.breaks;

import io.tallylight.event.BreakEnd;
import java.time.Instant;

/**
 * How and when a break ends.
 *
 * @param due from when on that may be said: never before {@code at}
 */
public record End(Instant at, BreakEnd by, Instant due) {

    boolean inferred() {
        return by == BreakEnd.INFERRED;
    }

    boolean sameAs(End other) {
        return by == other.by && at.equals(other.at);
    }
}
