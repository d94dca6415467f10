package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import io.tallylight.poller.state.RowEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The fields that every event of one kind has in common, by their places in its schema: stamps them, and fingerprints an
 * event without them. Not thread-safe: it reuses its encoder.
 */
final class Stamp {

    private static final String DECREASED = "decreased";

    private final SpecificDatumWriter<SpecificRecordBase> writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final int id;
    private final int revision;
    private final int observedAt;
    private final int completeness;
    private final Schema.@Nullable Field firstSeenAt;
    private final int flags;
    private @Nullable BinaryEncoder encoder;

    Stamp(Schema schema) {
        this.writer = new SpecificDatumWriter<>(schema);
        this.id = place(schema, "id");
        this.revision = place(schema, "revision");
        this.observedAt = place(schema, "observedAt");
        this.completeness = place(schema, "completeness");
        this.flags = place(schema, "flags");
        this.firstSeenAt = schema.getField("firstSeenAt");
    }

    static long fingerprint(String text) {
        return SchemaNormalization.fingerprint64(text.getBytes(StandardCharsets.UTF_8));
    }

    String id(SpecificRecordBase event) {
        return String.valueOf(event.get(id));
    }

    /** Fingerprint of all that the provider said, and of whether it is final. */
    long content(SpecificRecordBase event, Completeness now) {
        stamp(event, 0, Instant.EPOCH, Instant.EPOCH);
        event.put(completeness, now);
        bytes.reset();
        encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
        try {
            writer.write(event, encoder);
        } catch (IOException impossible) {
            throw new IllegalStateException("Memory cannot be written to", impossible);
        }
        return SchemaNormalization.fingerprint64(bytes.toByteArray());
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
        return new RowEntry(fingerprint(id(event)), content, told, first, said == Completeness.FINAL, List.of());
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
