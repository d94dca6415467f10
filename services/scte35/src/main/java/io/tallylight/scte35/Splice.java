package io.tallylight.scte35;

import java.util.Base64;
import java.util.List;

/**
 * SCTE-35 messages: bytes or Base64 to {@link SpliceInfo} and back. Reading never throws, whatever the
 * bytes.
 */
public final class Splice {
    private Splice() {}

    /**
     * Reads the section at the start of {@code bytes}; a pointer_field of 0 may precede it, anything may
     * follow.
     */
    public static Decoded decode(byte[] bytes) {
        return new SectionReader(bytes).read();
    }

    /** Takes either alphabet, padded or not, with white space anywhere. */
    public static Decoded decodeBase64(String text) {
        byte[] bytes = Base64Text.decode(text);
        if (bytes != null) return decode(bytes);
        return new Decoded(null, List.of(new Finding(Finding.Code.BASE64_INVALID, "not Base64")), false);
    }

    /**
     * Writes a section with the lengths and the CRC that its content has, reserved bits as ones.
     *
     * @throws IllegalArgumentException if a list, a text or the whole is longer than its length field can say
     */
    public static byte[] encode(SpliceInfo info) {
        return SectionWriter.write(info);
    }

    /** {@link #encode} in the standard alphabet, padded. */
    public static String encodeBase64(SpliceInfo info) {
        return Base64.getEncoder().encodeToString(encode(info));
    }
}
