package io.tallylight.poller.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * 64 bits (XXH64) that tell contents apart: of a text, or of some fields of an event. They are stored, so they
 * mean the same in every version. Not thread-safe: it reuses its memory.
 */
final class Fingerprint {

    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
    private static final long SEED = 0;
    private static final byte NULL = 0;
    private static final byte THERE = 1;

    private final List<Schema.Field> fields;
    private byte[] bytes = new byte[512];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);

    /** @param fields of an event that count */
    Fingerprint(List<Schema.Field> fields) {
        this.fields = List.copyOf(fields);
    }

    static long of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return HASH.hash(utf8, 0, utf8.length, SEED);
    }

    /** @throws IllegalArgumentException where a field is empty that must not be: nobody could write such an event */
    long of(SpecificRecordBase event) {
        buffer.clear();
        add(event, fields);
        return HASH.hash(bytes, 0, buffer.position(), SEED);
    }

    private void add(SpecificRecordBase record, List<Schema.Field> fields) {
        for (int i = 0; i < fields.size(); i++) { // of every row: an iterator costs
            Schema.Field field = fields.get(i);
            Object value = record.get(field.pos());
            if (value != null) {
                add(value);
            } else if (field.schema().isNullable()) {
                room(1);
                buffer.put(NULL);
            } else {
                throw new IllegalArgumentException("nothing in the field " + field.name());
            }
        }
    }

    private void add(Object value) {
        room(1 + Long.BYTES);
        buffer.put(THERE);
        if (value instanceof String text) {
            add(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Double number) {
            buffer.putLong(Double.doubleToLongBits(number));
        } else if (value instanceof Number number) { // an int or a long
            buffer.putLong(number.longValue());
        } else if (value instanceof Instant time) {
            buffer.putLong(time.toEpochMilli());
        } else {
            addRare(value);
        }
    }

    private void addRare(Object value) {
        if (value instanceof List<?> list) {
            buffer.putInt(list.size());
            list.forEach(item -> add(Objects.requireNonNull(item, "an item of a list")));
        } else if (value instanceof Enum<?> symbol) {
            add(symbol.name().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Boolean flag) {
            buffer.put((byte) (flag ? 1 : 0));
        } else if (value instanceof SpecificRecordBase part) {
            add(part, part.getSchema().getFields());
        } else {
            throw new IllegalArgumentException("An event with a " + value.getClass() + " has no fingerprint");
        }
    }

    private void add(byte[] content) {
        room(Integer.BYTES + content.length);
        buffer.putInt(content.length).put(content);
    }

    private void room(int more) {
        if (buffer.remaining() < more) {
            int used = buffer.position();
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
            buffer = ByteBuffer.wrap(bytes).position(used);
        }
    }
}
