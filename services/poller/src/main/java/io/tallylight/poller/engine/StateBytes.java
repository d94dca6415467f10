package io.tallylight.poller.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/** State as Avro single objects, so that a later version of a schema still reads what an earlier one wrote. */
final class StateBytes {

    private StateBytes() {}

    static <T> byte[] encoded(BinaryMessageEncoder<T> encoder, T value) {
        try {
            ByteBuffer bytes = encoder.encode(value);
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (IOException impossible) {
            throw new UncheckedIOException("State cannot be encoded", impossible);
        }
    }

    static <T> T decoded(BinaryMessageDecoder<T> decoder, byte[] value) {
        try {
            return decoder.decode(value);
        } catch (IOException unknown) {
            throw new UncheckedIOException("State was written by a version that this one does not know", unknown);
        }
    }
}
