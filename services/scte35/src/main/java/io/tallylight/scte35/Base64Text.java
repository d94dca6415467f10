package io.tallylight.scte35;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base64 as it is found in playlists, logs and API answers: both alphabets, padding lost, lines broken. */
final class Base64Text {
    private static final byte[] VALUES = new byte[128];
    private static final int SPACE = -2;
    private static final int PADDING = -3;
    private static final int FOREIGN = -1;

    static {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        Arrays.fill(VALUES, (byte) FOREIGN);
        for (int value = 0; value < 64; value++) VALUES[alphabet.charAt(value)] = (byte) value;
        VALUES['-'] = 62;
        VALUES['_'] = 63;
        VALUES['='] = PADDING;
        for (char space : " \t\r\n\f".toCharArray()) VALUES[space] = SPACE;
    }

    private Base64Text() {}

    /** Null if a character is foreign, stands after the padding, or is left over alone. */
    static byte @Nullable [] decode(String text) {
        byte[] bytes = new byte[text.length() * 3 / 4];
        int size = 0;
        int digits = 0;
        int bits = 0;
        boolean padded = false;
        for (int at = 0; at < text.length(); at++) {
            int value = valueOf(text.charAt(at));
            if (value == FOREIGN || (padded && value >= 0)) return null;
            padded |= value == PADDING;
            if (value < 0) continue;
            bits = bits << 6 | value;
            int inGroup = digits++ % 4;
            if (inGroup > 0) bytes[size++] = (byte) (bits >> (6 - 2 * inGroup));
        }
        return digits % 4 == 1 ? null : Arrays.copyOf(bytes, size);
    }

    private static int valueOf(char character) {
        return character < VALUES.length ? VALUES[character] : FOREIGN;
    }
}
