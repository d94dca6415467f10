package io.tallylight.scte35;

/** CRC-32/MPEG-2: polynomial 04C11DB7, from ones, not reflected, not inverted (ISO/IEC 13818-1, Annex A). */
final class Crc32Mpeg2 {
    private static final int[] TABLE = new int[256];

    static {
        for (int index = 0; index < TABLE.length; index++) {
            int value = index << 24;
            for (int bit = 0; bit < 8; bit++) value = value << 1 ^ (value < 0 ? 0x04C11DB7 : 0);
            TABLE[index] = value;
        }
    }

    private Crc32Mpeg2() {}

    /** Of the bytes from {@code start} until before {@code end}, as an unsigned 32-bit number. */
    static long of(byte[] bytes, int start, int end) {
        int crc = -1;
        for (int at = start; at < end; at++) crc = crc << 8 ^ TABLE[(crc >>> 24 ^ bytes[at]) & 0xFF];
        return crc & 0xFFFF_FFFFL;
    }
}
