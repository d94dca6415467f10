package io.tallylight.poller;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** All that a poller adds to the engine: what to ask, and how. */
public interface Feed<A extends Ask> {

    /** scaleengine, polyv, huawei or wangsu. */
    String provider();

    /** Where its events go. */
    Topic<? extends SpecificRecordBase> topic();

    /** How often an account may be asked. */
    Quota quota();

    /** How long a bucket of remembered rows is in event time: about as long as the provider's own window. */
    Duration bucket();

    /**
     * Reads one target of the targets file; what is wrong with it goes to {@code fields}.
     *
     * @return the target's name, unique within the provider and stable over restarts
     */
    String target(String account, Fields fields);

    /** Where a new target without {@code since} begins. */
    Instant beginning(Instant now);

    /** How far the provider's clock is ahead of ours, as far as is known; what is planned is planned by its clock. */
    default Duration ahead() {
        return Duration.ZERO;
    }

    /** What is due at the provider's time {@code now}. Pure: no clock, no request. */
    Plan<A> plan(PollTarget target, Cursor cursor, Instant now);

    /**
     * Asks the provider, once. Never called on the thread that owns the state; a future that fails counts as {@link
     * Answer.Broken}.
     */
    Future<Answer<A>> fetch(Account account, PollTarget target, A ask);

    /**
     * The same for a feed whose answers can be long: it hands rows over while they come, and answers with the rest.
     * Rows in order of time let the engine settle what it has; in any other order they are kept in mind until the end.
     */
    default Future<Answer<A>> fetch(Account account, PollTarget target, A ask, Chunks chunks) {
        return fetch(account, target, ask);
    }

    /**
     * Whether this target, of all of its account, answers rows that were told as this event. Where it is not known, true:
     * then a rewind only keeps more in mind than it needs.
     */
    default boolean answers(PollTarget target, SpecificRecordBase event) {
        return true;
    }

    /**
     * Where a row lies that was told as this event, as {@link Row#position} says; null where only an answer can say.
     *
     * @param at the record's timestamp
     */
    default @Nullable Instant position(SpecificRecordBase event, Instant at) {
        return at;
    }

    /** How long before its position a row's own time may lie: a rewind looks for what was told from so long before. */
    default Duration stray() {
        return Duration.ZERO;
    }
}
