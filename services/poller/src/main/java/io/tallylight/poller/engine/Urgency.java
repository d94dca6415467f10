package io.tallylight.poller.engine;

import java.time.Duration;

/**
 * How soon a target wants its turn where a quota cannot serve all of them at once. Whoever waits is served in the order of
 * the time at which it joined, plus its patience: the patient are overtaken for a while, and by nobody for ever.
 */
enum Urgency {
    /** Its own answers said that something is about to happen. */
    URGENT(0),
    /** It changed lately, or was never asked. */
    LIVE(1),
    /** Nothing new for a while. */
    QUIET(3),
    /** History, for which the quota left over is enough. */
    BACKLOG(12);

    private final int rounds;

    Urgency(int rounds) {
        this.rounds = rounds;
    }

    /** @param round how long the quota needs to serve every target of the account once */
    Duration patience(Duration round) {
        return round.multipliedBy(rounds);
    }
}
