package io.tallylight.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a topic's records. Safe for many threads, as a KafkaProducer asks of it: each has its own buffer. */
final class WireSerializer<T extends SpecificRecord> implements Serializer<T> {

    static final byte MAGIC = 0;

    private final RegisteredSchemas registered;
    private final Topic<T> contract;
    private final String subject;
    private final SpecificDatumWriter<T> writer;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    WireSerializer(RegisteredSchemas registered, Topic<T> contract, String subject) {
        this.registered = registered;
        this.contract = contract;
        this.subject = subject;
        this.writer = new SpecificDatumWriter<>(contract.type());
    }

    /** The topic's name is not looked at: under Kafka Streams it may be that of a changelog. */
    @Override
    public byte @Nullable [] serialize(@Nullable String ignored, @Nullable T record) {
        if (record == null) return null; // a tombstone
        return scratch.get().write(registered.idOf(subject, contract), record, writer);
    }

    private static final class Scratch {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

        <T> byte[] write(int id, T record, SpecificDatumWriter<T> writer) {
            try {
                start(id);
                writer.write(record, encoder);
                encoder.flush();
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException("Writing to memory failed", e);
            }
        }

        /** Also throws away what a record that could not be written has left behind. */
        private void start(int id) throws IOException {
            encoder.flush();
            out.reset();
            out.write(MAGIC);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        }
    }
}
