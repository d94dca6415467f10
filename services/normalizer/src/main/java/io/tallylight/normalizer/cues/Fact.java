package io.tallylight.normalizer.cues;

import io.tallylight.scte35.SegmentationType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.IntStream;

/** What both the message and another carrier may say of a signal, and when the two agree. */
enum Fact {
    EVENT_ID,
    DURATION,
    TYPE,
    SEGMENTATION_TYPE,
    START,
    CRC;

    static final String NONE = "none";

    private static final BigDecimal TOLERANCE = BigDecimal.ONE; // the provider's table counts whole seconds

    boolean agree(String said, String decoded) {
        return switch (this) {
            case EVENT_ID, START, CRC -> said.equals(decoded);
            case DURATION -> sameWithinASecond(said, decoded);
            case TYPE -> sameLetters(said, decoded);
            case SEGMENTATION_TYPE -> sameLetters(said, decoded) || isSilent(said, decoded);
        };
    }

    /** The name in a Disagreement. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The provider names 0x30 to 0x37 only, so that none on another type is no contradiction. */
    private static boolean isSilent(String said, String decoded) {
        return said.equals(NONE) && !named(decoded);
    }

    private static boolean sameWithinASecond(String said, String decoded) {
        if (said.equals(NONE) || decoded.equals(NONE)) {
            return said.equals(decoded);
        }
        return seconds(said).subtract(seconds(decoded)).abs().compareTo(TOLERANCE) <= 0;
    }

    private static BigDecimal seconds(String text) {
        return new BigDecimal(text.replace(" s", ""));
    }

    private static boolean sameLetters(String said, String decoded) {
        return letters(said).equals(letters(decoded));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static boolean named(String typeName) {
        return IntStream.rangeClosed(0x30, 0x37)
                .mapToObj(SegmentationType::nameOf)
                .anyMatch(typeName::equals);
    }
}
