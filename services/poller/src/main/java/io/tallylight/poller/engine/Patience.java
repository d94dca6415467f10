package io.tallylight.poller.engine;

import java.time.Duration;

/**
 * How long each urgency lets itself be overtaken, in rounds: the time that the quota needs to serve every target of the
 * account once. Whoever waits is served in the order of the time at which it joined, plus its patience.
 */
record Patience(double live, double quiet, double backlog) {

    /** Found by simulation, see RATIONALE. */
    static final Patience TUNED = new Patience(0.75, 1.75, 12);

    /** Nobody overtakes anybody. */
    static final Patience NONE = new Patience(0, 0, 0);

    Duration of(Urgency urgency, Duration round) {
        double rounds = switch (urgency) {
            case URGENT -> 0;
            case LIVE -> live;
            case QUIET -> quiet;
            case BACKLOG -> backlog;
        };
        return Duration.ofMillis((long) (round.toMillis() * rounds));
    }
}
