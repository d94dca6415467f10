package io.tallylight.poller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a provider said when asked. A refusal is an answer too; a broken exchange may also be a failed future. */
public sealed interface Answer<A extends Ask> {

    /**
     * Rows, and rows that could not be read.
     *
     * @param next what must be asked as well before the span counts as read: the next page, or the parts of a span that the
     *     provider finds too long; empty when this answer completes it
     * @param urgentUntil until when the target's figures are awaited more than those of others, by the provider's clock; a
     *     past instant ends an urgency, null leaves it as it was
     */
    record Data<A extends Ask>(
            List<Row> rows,
            List<Misfit> misfits,
            List<A> next,
            @Nullable Instant urgentUntil) implements Answer<A> {
        public Data {
            rows = List.copyOf(rows);
            misfits = List.copyOf(misfits);
            next = List.copyOf(next);
        }

        /** An answer that says nothing of urgency. */
        public Data(List<Row> rows, List<Misfit> misfits, List<A> next) {
            this(rows, misfits, next, null);
        }
    }

    /** Asked too often: the whole account rests for this long. */
    record Throttled<A extends Ask>(Duration retryAfter, String reason) implements Answer<A> {}

    /** The credentials are not accepted: the whole account rests for minutes, longer each time. */
    record Denied<A extends Ask>(String reason) implements Answer<A> {}

    /** The provider will not answer this request, and asking again soon will not help: the target rests for long. */
    record Refused<A extends Ask>(String reason) implements Answer<A> {}

    /** The exchange broke, or the answer makes no sense: the target asks again after a growing rest. */
    record Broken<A extends Ask>(String reason) implements Answer<A> {}

    /** One branch for each kind of answer: a new kind breaks every caller at compile time. */
    default <X> X match(
            Function<Data<A>, X> data,
            Function<Throttled<A>, X> throttled,
            Function<Denied<A>, X> denied,
            Function<Refused<A>, X> refused,
            Function<Broken<A>, X> broken) {
        if (this instanceof Data<A> it) {
            return data.apply(it);
        } else if (this instanceof Throttled<A> it) {
            return throttled.apply(it);
        } else if (this instanceof Denied<A> it) {
            return denied.apply(it);
        } else if (this instanceof Refused<A> it) {
            return refused.apply(it);
        }
        return broken.apply((Broken<A>) this);
    }

    /** data, throttled, denied, refused or broken: what metrics and pages call it. */
    default String kind() {
        return match(
                data -> "data", throttled -> "throttled", denied -> "denied", refused -> "refused", broken -> "broken");
    }

    /** Why there are no data; empty for data. */
    default String reason() {
        return "";
    }

    /** The same answer with its reason as {@code clean} leaves it: a provider may repeat a secret to us. */
    default Answer<A> reasoned(UnaryOperator<String> clean) {
        return match(
                data -> data,
                throttled -> new Throttled<>(throttled.retryAfter(), clean.apply(throttled.reason())),
                denied -> new Denied<>(clean.apply(denied.reason())),
                refused -> new Refused<>(clean.apply(refused.reason())),
                broken -> new Broken<>(clean.apply(broken.reason())));
    }
}
