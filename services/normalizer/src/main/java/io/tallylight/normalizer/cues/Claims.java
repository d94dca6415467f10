package io.tallylight.normalizer.cues;

import io.tallylight.event.Disagreement;
import io.tallylight.scte35.Pts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What one carrier says of a signal. A fact that it does not speak of is not in it; "none" is a statement. */
final class Claims {

    private final Map<Fact, String> said = new EnumMap<>(Fact.class);

    Claims say(Fact fact, String what) {
        said.put(fact, what);
        return this;
    }

    Claims eventId(long eventId) {
        return say(Fact.EVENT_ID, String.valueOf(eventId));
    }

    Claims seconds(OptionalLong seconds) {
        return say(Fact.DURATION, seconds.isPresent() ? seconds.getAsLong() + " s" : Fact.NONE);
    }

    Claims ticks(OptionalLong ticks) {
        return say(Fact.DURATION, ticks.isPresent() ? inSeconds(ticks.getAsLong()) + " s" : Fact.NONE);
    }

    Claims start(long effectivePts) {
        return say(Fact.START, String.valueOf(effectivePts));
    }

    Claims crc(long crc32) {
        return say(Fact.CRC, String.format(Locale.ROOT, "0x%08X", crc32));
    }

    /** Where {@code carrier} says something else than the message, of what both speak of. */
    List<Disagreement> disagreements(String carrier, Claims message) {
        return said.entrySet().stream()
                .filter(claim -> message.said.containsKey(claim.getKey()))
                .filter(claim -> !claim.getKey().agree(claim.getValue(), message.of(claim.getKey())))
                .map(claim ->
                        new Disagreement(claim.getKey().text(), carrier, claim.getValue(), message.of(claim.getKey())))
                .toList();
    }

    private String of(Fact fact) {
        return said.getOrDefault(fact, Fact.NONE);
    }

    private static String inSeconds(long ticks) {
        return BigDecimal.valueOf(ticks)
                .divide(BigDecimal.valueOf(Pts.TICKS_PER_SECOND), 3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
