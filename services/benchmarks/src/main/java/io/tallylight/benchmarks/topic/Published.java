package io.tallylight.benchmarks.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/** The fields of a ViewerCount that tell which version of which row it is. Reused for every record: not thread-safe. */
final class Published {

    private static final int WIRE_HEADER = 5;

    private final Utf8 stream = new Utf8();
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
    int revision;
    boolean complete;
    int row;
    long start;
    int average;
    long sum;

    /** In the order of the schema. */
    void read(byte[] value) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, decoder);
            decoder.skipString(); // id
            revision = decoder.readInt();
            decoder.readLong(); // observedAt
            complete = decoder.readEnum() == 1;
            decoder.skipString(); // provider
            decoder.skipString(); // account
            decoder.skipString(); // app
            row = number(decoder.readString(stream));
            start = decoder.readLong();
            decoder.readInt(); // windowSeconds
            average = (int) decoder.readDouble();
            decoder.readLong();
            decoder.readLong();
            sum = decoder.readLong();
        } catch (IOException e) {
            throw new UncheckedIOException("No ViewerCount", e);
        }
    }

    /** The only digits of the stream's name after its first, which is sestore3. */
    private static int number(Utf8 stream) {
        byte[] text = stream.getBytes();
        int number = 0;
        for (int i = 9; i < stream.getByteLength() && text[i] != '.'; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                number = number * 10 + text[i] - '0';
            }
        }
        return number;
    }
}
