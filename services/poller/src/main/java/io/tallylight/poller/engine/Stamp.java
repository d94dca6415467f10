package io.tallylight.poller.engine;

import io.tallylight.event.Completeness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** Says in the event's flags that a figure became smaller. */
    void flagDecrease(SpecificRecordBase event) {
        List<String> all = new ArrayList<>();
        ((List<?>) event.get(flags)).forEach(flag -> all.add(String.valueOf(flag)));
        all.add(DECREASED);
        event.put(flags, all.stream().distinct().sorted().toList());
    }

    private static int place(Schema schema, String field) {
        Schema.Field found = schema.getField(field);
        if (found == null) {
            throw new IllegalArgumentException(schema.getName() + " is no event: it has no field " + field);
        }
        return found.pos();
    }
}
