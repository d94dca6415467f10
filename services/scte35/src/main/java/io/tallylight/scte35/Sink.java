package io.tallylight.scte35;

import java.util.Arrays;

/** Writes big-endian fields into an array that grows. Refuses a value that its field cannot hold. */
final class Sink {
    private byte[] bytes = new byte[64];
    private int size;

    /**
     * The value itself; an IllegalArgumentException unless it is unsigned and of at most {@code width}
     * bits.
     */
    static int bits(int value, int width) {
        return (int) checked(value, width);
    }

    int size() {
        return size;
    }

    void u8(int value) {
        put(value, 8);
    }

    void u16(int value) {
        put(value, 16);
    }

    void u32(long value) {
        put(value, 32);
    }

    void u40(long value) {
        put(value, 40);
    }

    void u48(long value) {
        put(value, 48);
    }

    /** 33 bits after the upper seven of {@code above}. */
    void u33(int above, long value) {
        put((long) above << 32 | checked(value, 33), 40);
    }

    void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /** Puts a field right whose value was not known when it was written. */
    void patch8(int position, int value) {
        bytes[position] = (byte) value;
    }

    void patch16(int position, int value) {
        patch8(position, value >> 8);
        patch8(position + 1, value);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void put(long value, int width) {
        checked(value, width);
        reserve(width / 8);
        for (int shift = width - 8; shift >= 0; shift -= 8) bytes[size++] = (byte) (value >> shift);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }

    private static long checked(long value, int width) {
        if (value >>> width == 0) return value;
        throw new IllegalArgumentException(value + " does not fit into " + width + " bits");
    }
}
