package io.tallylight.benchmarks.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A ViewerCount in Confluent's wire format, written field by field in the order of the schema. */
final class ViewerCountBytes {

    private static final byte[] SCALEENGINE = "scaleengine".getBytes(UTF_8);
    private static final byte[] ACCOUNT = "158".getBytes(UTF_8);

    private final int schemaId;
    private byte[] bytes = new byte[512];
    private int at;

    ViewerCountBytes(int schemaId) {
        this.schemaId = schemaId;
    }

    byte[] of(String id, int revision, long observedAt, Sample sample) {
        at = 0;
        bytes[at++] = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[at++] = (byte) (schemaId >>> shift);
        }
        text(id.getBytes(UTF_8));
        number(revision);
        number(observedAt);
        number(0); // PROVISIONAL
        text(SCALEENGINE);
        text(ACCOUNT);
        text(sample.app.getBytes(UTF_8));
        text(sample.stream.getBytes(UTF_8));
        number(sample.start);
        number(60);
        decimal((double) sample.average);
        number(sample.least);
        number(sample.greatest);
        number(sample.sum);
        number(0); // no flags
        return Arrays.copyOf(bytes, at);
    }

    private void text(byte[] text) {
        number(text.length);
        if (at + text.length + 200 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2 + text.length);
        }
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
    }

    /** Zigzag, seven bits a byte, the lowest first. */
    private void number(long value) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7fL) != 0) {
            bytes[at++] = (byte) ((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    private void decimal(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[at++] = (byte) (bits >>> shift);
        }
    }
}
