package io.tallylight.poller.engine;

/**
 * How soon a target wants its turn where a quota cannot serve all of them at once: the patient are overtaken for a while,
 * see {@link Patience}, and by nobody for ever.
 */
enum Urgency {
    /** Its own answers said that something is about to happen. */
    URGENT,
    /** It changed lately, or was never asked. */
    LIVE,
    /** Nothing new for a while. */
    QUIET,
    /** History, for which the quota left over is enough. */
    BACKLOG
}
