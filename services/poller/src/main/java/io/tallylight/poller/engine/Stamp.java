package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.poller.state.RowEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The fields that every event of one kind has in common, by their places in its schema: stamps them, and fingerprints an
 * event without them. Not thread-safe: its fingerprint is not.
 */
final class Stamp {

    private static final String DECREASED = "decreased";

    private final Fingerprint fingerprint;
    private final int id;
    private final int revision;
    private final int observedAt;
    private final int completeness;
    private final Schema.@Nullable Field firstSeenAt;
    private final int flags;

    Stamp(Schema schema) {
        this.id = place(schema, "id");
        this.revision = place(schema, "revision");
        this.observedAt = place(schema, "observedAt");
        this.completeness = place(schema, "completeness");
        this.flags = place(schema, "flags");
        this.firstSeenAt = schema.getField("firstSeenAt");
        Set<String> stamped = Set.of("id", "revision", "observedAt", "firstSeenAt"); // contents of one id are compared
        this.fingerprint = new Fingerprint(schema.getFields().stream()
                .filter(field -> !stamped.contains(field.name()))
                .toList());
    }

    String id(SpecificRecordBase event) {
        return String.valueOf(event.get(id));
    }

    /** Fingerprint of all that the provider said, and of whether it is final. */
    long content(SpecificRecordBase event, Completeness now) {
        event.put(completeness, now);
        return fingerprint.of(event);
    }

    void stamp(SpecificRecordBase event, int number, Instant observed, Instant firstSeen) {
        event.put(revision, number);
        event.put(observedAt, observed);
        if (firstSeenAt != null) {
            event.put(firstSeenAt.pos(), firstSeen);
        }
    }

    /** What is remembered of a row that was told as this event; the event is not to be used any more. */
    RowEntry told(SpecificRecordBase event) {
        int told = (int) event.get(revision);
        Instant first = (Instant) event.get(firstSeenAt == null ? observedAt : firstSeenAt.pos());
        event.put(flags, texts(event).filter(flag -> !flag.equals(DECREASED)).toList());
        Completeness said = (Completeness) event.get(completeness);
        long content = content(event, said);
        return new RowEntry(Fingerprint.of(id(event)), content, told, first, said == Completeness.FINAL, List.of());
    }

    /** Says in the event's flags that a figure became smaller. */
    void flagDecrease(SpecificRecordBase event) {
        event.put(
                flags,
                Stream.concat(texts(event), Stream.of(DECREASED))
                        .distinct()
                        .sorted()
                        .toList());
    }

    private Stream<String> texts(SpecificRecordBase event) {
        return ((List<?>) event.get(flags)).stream().map(String::valueOf);
    }

    private static int place(Schema schema, String field) {
        Schema.Field found = schema.getField(field);
        if (found == null) {
            throw new IllegalArgumentException(schema.getName() + " is no event: it has no field " + field);
        }
        return found.pos();
    }
}
