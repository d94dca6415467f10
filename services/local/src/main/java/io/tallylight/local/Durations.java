package io.tallylight.local;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them: 90s, 5m, 1h30m, or ISO-8601. */
final class Durations {

    private Durations() {}

    static Duration parse(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            if (duration.isZero() || duration.isNegative()) {
                throw notOne(text);
            }
            return duration;
        } catch (DateTimeParseException malformed) {
            throw notOne(text);
        }
    }

    private static TypeConversionException notOne(String text) {
        return new TypeConversionException("expected a duration such as 90s, 5m or PT90S, found '" + text + "'");
    }
}
