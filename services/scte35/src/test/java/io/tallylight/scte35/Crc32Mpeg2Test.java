package io.tallylight.scte35;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Crc32Mpeg2Test {
    /** The check value that catalogues of CRCs give for CRC-32/MPEG-2. */
    @Test
    void agreesWithTheCataloguesCheckValue() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(Crc32Mpeg2.of(digits, 0, digits.length)).isEqualTo(0x0376E6E7L);
    }

    @Test
    void looksOnlyAtTheRangeGiven() {
        byte[] framed = "x123456789x".getBytes(StandardCharsets.US_ASCII);

        assertThat(Crc32Mpeg2.of(framed, 1, 10)).isEqualTo(0x0376E6E7L);
    }
}
