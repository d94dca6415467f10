package io.tallylight.sandbox.scaleengine;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the document leaves open, as settings. The document says both 7 and 15 days for minutes; zone, timestamp window
 * and replay rule are not documented. {@code apps} names the numeric app ids.
 */
public record ScaleEngineRules(
        SignatureMode signatureMode,
        ZoneId zone,
        Duration timestampWindow,
        Duration minuteRetention,
        Duration hourRetention,
        Map<Integer, String> apps,
        Set<Quirk> quirks) {

    /** UTC, five minutes, seven and 45 days, the server re-encodes as PHP does, the apps of the scenario, no quirk. */
    public static ScaleEngineRules documented() {
        return new ScaleEngineRules(
                SignatureMode.PHP,
                ZoneOffset.UTC,
                Duration.ofMinutes(5),
                Duration.ofDays(7),
                Duration.ofDays(45),
                Map.of(1, "demo-origin", 2, "demo-live"),
                Set.of());
    }

    /** How the server comes to the bytes that were signed: both designs fit the clients that are known to work. */
    public enum SignatureMode {
        /** Decodes, drops the signature and encodes again as PHP does. */
        PHP,
        /** Cuts the signature off the text that came. */
        TEXT
    }

    /** Oddities of answers, each seen or to be feared. */
    public enum Quirk {
        /** A comma after the last member of a row, as the page's own example has it: not JSON. */
        TRAILING_COMMA,
        NUMERIC_STRINGS,
        EMPTY_AS_OBJECT,
        EMPTY_AS_FALSE,
        EMPTY_AS_FAILURE,
        /** A minute is half counted until a minute after its end. */
        LATE_REVISION
    }

    public ScaleEngineRules {
        apps = Map.copyOf(apps);
        quirks = Set.copyOf(quirks);
    }

    public ScaleEngineRules with(Quirk quirk) {
        Set<Quirk> more = EnumSet.of(quirk);
        more.addAll(quirks);
        return new ScaleEngineRules(signatureMode, zone, timestampWindow, minuteRetention, hourRetention, apps, more);
    }

    /** Other names of the numeric app ids. */
    public ScaleEngineRules apps(Map<Integer, String> names) {
        return new ScaleEngineRules(
                signatureMode, zone, timestampWindow, minuteRetention, hourRetention, names, quirks);
    }

    /** Another zone for starttime and time. */
    public ScaleEngineRules zone(ZoneId other) {
        return new ScaleEngineRules(
                signatureMode, other, timestampWindow, minuteRetention, hourRetention, apps, quirks);
    }

    public ScaleEngineRules with(SignatureMode mode) {
        return new ScaleEngineRules(mode, zone, timestampWindow, minuteRetention, hourRetention, apps, quirks);
    }

    public ScaleEngineRules minuteRetention(Duration retention) {
        return new ScaleEngineRules(signatureMode, zone, timestampWindow, retention, hourRetention, apps, quirks);
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
