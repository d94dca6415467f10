package io.tallylight.scte35;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that nobody can change, equal by content: how everything is kept that has no field of its own. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** From pairs of hexadecimal digits; anything else is an IllegalArgumentException. */
    public static Bytes ofHex(String hex) {
        return hex.isEmpty() ? EMPTY : new Bytes(HexFormat.of().parseHex(hex));
    }

    /** Latin-1, so every string of {@link #latin1()} comes back as the bytes that it was. */
    public static Bytes ofLatin1(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Bytes range(byte[] from, int start, int end) {
        return start >= end ? EMPTY : new Bytes(Arrays.copyOfRange(from, start, end));
    }

    public int size() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    public Bytes slice(int start, int end) {
        return range(bytes, start, Math.min(end, bytes.length));
    }

    public byte[] toArray() {
        return bytes.clone();
    }

    /** Lower case, no separators. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    public String latin1() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    Cursor cursor() {
        return new Cursor(bytes, 0, bytes.length);
    }

    void writeTo(Sink sink) {
        sink.raw(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
