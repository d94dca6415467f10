package io.tallylight.poller.engine;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** When a stream task commits: at once what was told, soon what only changed, and otherwise never, for it is a transaction. */
final class Commits {

    /** What changed without an event, such as a cursor, is stored this late at most; a crash repeats that much. */
    private static final Duration LATEST_SAVE = Duration.ofSeconds(5);

    /** A transaction costs about 10 ms of the broker's CPU, however little is in it. */
    private static final Duration LEAST_APART = Duration.ofMillis(100);

    private final PollEngine<?> engine;
    private final StreamsOutbox outbox;
    private final ProcessorContext<?, ?> context;
    private final Arrivals.InFlight inFlight;
    private Instant unsavedSince = Instant.MAX;
    private Instant next = Instant.MIN;

    Commits(PollEngine<?> engine, StreamsOutbox outbox, ProcessorContext<?, ?> context, Arrivals.InFlight inFlight) {
        this.engine = engine;
        this.outbox = outbox;
        this.context = context;
        this.inFlight = inFlight;
    }

    void whereDue(Instant now) {
        boolean stopped = inFlight.stopped();
        if (engine.unsaved() && !unsaved()) {
            unsavedSince = now;
            inFlight.unsaved(1);
        }
        boolean late = engine.unsaved() && (stopped || !now.isBefore(unsavedSince.plus(LATEST_SAVE)));
        if (outbox.told() || late || engine.mustSave()) {
            commit();
            next = now.plus(LEAST_APART);
        }
    }

    /** When something that would be told can be committed. */
    Instant next() {
        return next;
    }

    /** State reaches the stores just before a commit only, so that a transaction is open for a moment, never between ticks. */
    void commit() {
        engine.save();
        outbox.committed();
        context.commit();
        end();
    }

    /** Whether something waits to be stored. */
    boolean unsaved() {
        return unsavedSince.isBefore(Instant.MAX);
    }

    /** Nobody waits any more for what is to be stored: it was, or another task reads it again. */
    void end() {
        if (unsaved()) {
            unsavedSince = Instant.MAX;
            inFlight.unsaved(-1);
        }
    }
}
