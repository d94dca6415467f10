package io.tallylight.scte35;

/**
 * Reads big-endian fields between two positions. Past its end it reads zeros and remembers {@link
 * #overrun()}: one question after a structure instead of one before every field, and no exception on the
 * hot path.
 */
final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean overrun;

    Cursor(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int at() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    boolean overrun() {
        return overrun;
    }

    int u8() {
        if (at >= end) {
            overrun = true;
            return 0;
        }
        return bytes[at++] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    long u32() {
        return (long) u16() << 16 | u16();
    }

    long u40() {
        return (long) u8() << 32 | u32();
    }

    /** The 33-bit time whose top bit is the lowest of {@code first}, the byte already read. */
    long u33(int first) {
        return (first & 1L) << 32 | u32();
    }

    /** The next {@code length} bytes, or as many as there are. */
    Bytes take(int length) {
        int stop = at + length;
        if (stop > end) {
            overrun = true;
            stop = end;
        }
        Bytes taken = Bytes.range(bytes, at, stop);
        at = stop;
        return taken;
    }

    Bytes rest() {
        return take(remaining());
    }
}
