package io.tallylight.poller.engine;

import io.tallylight.poller.state.TargetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.util.ClassSecurityValidator;

/** State as Avro single objects, so that a later version of a schema still reads what an earlier one wrote. */
final class StateBytes {

    /** Avro reads no class that nobody vouched for; the contract vouches for its events only. */
    static {
        String trusted =
                TargetState.getClassSchema().getNamespace(); // asked first: it makes the contract vouch before us
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(trusted)));
    }

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
