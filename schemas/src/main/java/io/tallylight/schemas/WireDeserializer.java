package io.tallylight.schemas;

import io.tallylight.schemas.WireException.NotOurs;
import io.tallylight.schemas.WireException.NotOurs.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads records of one type. Safe for many threads: each has its own decoder, and a reader per writer's schema. */
final class WireDeserializer<T> implements Deserializer<T> {

    private static final int HEADER = 1 + Integer.BYTES;

    /** Avro allocates what a length claims before it looks whether the bytes are there: far beyond any Kafka record. */
    private static final int MOST_BYTES = 64 << 20;

    static {
        for (String limit : List.of("bytes.maxLength", "string.maxLength", "collectionItems.maxLength")) {
            System.getProperties().putIfAbsent("org.apache.avro.limits." + limit, Integer.toString(MOST_BYTES));
        }
    }

    private final RegisteredSchemas registered;
    private final Function<Schema, DatumReader<T>> readers;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    /** @param readers what reads a body that was written with the given schema */
    WireDeserializer(RegisteredSchemas registered, Function<Schema, DatumReader<T>> readers) {
        this.registered = registered;
        this.readers = readers;
    }

    /** The topic's name is not looked at: under Kafka Streams it may be that of a changelog. */
    @Override
    public @Nullable T deserialize(@Nullable String ignored, byte @Nullable [] bytes) {
        if (bytes == null) return null; // a tombstone
        return scratch.get().read(id(bytes), bytes);
    }

    private static int id(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] != WireSerializer.MAGIC) {
            throw new NotOurs(
                    Reason.UNKNOWN_MAGIC_BYTE, "The value begins with the byte " + bytes[0] + ", not 0", null);
        }
        if (bytes.length < HEADER) {
            throw new NotOurs(
                    Reason.TOO_SHORT, "The value has " + bytes.length + " bytes, fewer than its header", null);
        }
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    private final class Scratch {

        private final Map<Integer, DatumReader<T>> byId = new HashMap<>();
        private @Nullable BinaryDecoder decoder;

        T read(int id, byte[] bytes) {
            Schema written = registered.byId(id); // outside of the try: the registry's troubles are not the body's
            try {
                DatumReader<T> reader = byId.computeIfAbsent(id, any -> readers.apply(written));
                BinaryDecoder body = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, decoder);
                decoder = body; // the factory fills the one that it is given
                T record = reader.read(null, body);
                if (!body.isEnd()) throw new IOException("bytes are left over");
                return record;
            } catch (IOException
                    | RuntimeException e) { // what a decoder throws on senseless bytes is not limited to its own
                decoder = null;
                throw doesNotFit(id, e);
            }
        }

        private static NotOurs doesNotFit(int id, Exception e) {
            return new NotOurs(
                    Reason.BODY_DOES_NOT_FIT,
                    "The body does not fit the schema with the id " + id + ": " + e.getMessage(),
                    e);
        }
    }
}
