package io.tallylight.alerter.rules;

import io.tallylight.alerter.breaks.Breaks;
import java.time.Instant;
import java.util.Map;

/**
 * All that rules may know of one channel.
 *
 * @param knownFrom the time of the first signal known: what began before it cannot be known
 * @param spots by rule code: what cues said that the rule judges
 */
public record Facts(
        String channel,
        String provider,
        Instant knownFrom,
        Presence presence,
        Breaks breaks,
        Map<String, Spots> spots) {

    Spots spots(String code) {
        return spots.getOrDefault(code, Spots.NONE);
    }
}
