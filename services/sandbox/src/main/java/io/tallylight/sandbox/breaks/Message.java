package io.tallylight.sandbox.breaks;

import java.time.Instant;
import java.util.Comparator;

/**
 * One message on the wire and what the provider's row says about it. {@code startAt} is the execution time, {@code
 * durationSeconds} is -1 where none is carried, {@code segmentationType} is "-" where there is none to name.
 */
public record Message(
        Break cause,
        Instant arrivesAt,
        Instant startAt,
        long eventId,
        long durationSeconds,
        String segmentationType,
        String base64,
        String rawSplice) {

    static final Comparator<Message> BY_ARRIVAL = Comparator.comparing(Message::arrivesAt)
            .thenComparing(m -> m.cause().channel())
            .thenComparing(Message::base64);

    /** splice_insert or time_signal, as the provider's table has it. */
    public String type() {
        return cause.kind().segment() ? "time_signal" : "splice_insert";
    }

    Message at(Instant arrival) {
        return new Message(cause, arrival, startAt, eventId, durationSeconds, segmentationType, base64, rawSplice);
    }

    Message saying(long otherEventId, long otherDuration) {
        return new Message(cause, arrivesAt, startAt, otherEventId, otherDuration, segmentationType, base64, rawSplice);
    }

    Message carrying(String otherBase64, String otherRawSplice) {
        return new Message(
                cause, arrivesAt, startAt, eventId, durationSeconds, segmentationType, otherBase64, otherRawSplice);
    }
}
