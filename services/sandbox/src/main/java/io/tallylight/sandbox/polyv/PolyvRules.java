package io.tallylight.sandbox.polyv;

import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the document leaves open, as settings. Plays are counted once every {@code countedEvery}, up to
 * {@code playbackDelay} before: by default a play shows one to two hours after it, as the page says.
 *
 * @param strict refuse one of start and end alone, and an unknown {@code dr}; otherwise they are ignored
 * @param httpStatus answer errors with their code as HTTP status; otherwise HTTP says 200
 */
public record PolyvRules(
        ZoneId zone,
        Duration ptimeWindow,
        Duration playbackDelay,
        Duration countedEvery,
        boolean strict,
        boolean httpStatus,
        int callLimit,
        Duration callWindow,
        Duration block,
        Set<Quirk> quirks) {

    /**
     * Chinese calendar days; three minutes; one to two hours; strict; HTTP 200; 1500 calls per 10 s and address, then
     * blocked for five minutes (polyv-java-sdk docs/vod/limit.md).
     */
    public static PolyvRules documented() {
        return new PolyvRules(
                ZoneId.of("Asia/Shanghai"),
                Duration.ofMinutes(3),
                Duration.ofHours(1),
                Duration.ofHours(1),
                true,
                false,
                1500,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Set.of());
    }

    /** Oddities of answers, each seen or to be feared. */
    public enum Quirk {
        /** Messages without the final dot, as other pages of the provider have them. */
        DOTLESS_MESSAGES,
        NUMERIC_STRINGS,
        /** The last hour of the day is left out. */
        MISSING_HOUR
    }

    public PolyvRules {
        quirks = Set.copyOf(quirks);
    }

    public PolyvRules with(Quirk quirk) {
        Set<Quirk> more = EnumSet.of(quirk);
        more.addAll(quirks);
        return new PolyvRules(
                zone, ptimeWindow, playbackDelay, countedEvery, strict, httpStatus, callLimit, callWindow, block, more);
    }

    public PolyvRules strict(boolean refuse) {
        return new PolyvRules(
                zone,
                ptimeWindow,
                playbackDelay,
                countedEvery,
                refuse,
                httpStatus,
                callLimit,
                callWindow,
                block,
                quirks);
    }

    public PolyvRules httpStatus(boolean real) {
        return new PolyvRules(
                zone, ptimeWindow, playbackDelay, countedEvery, strict, real, callLimit, callWindow, block, quirks);
    }

    /** So many calls in 10 s, so that a test need not send 1500. */
    public PolyvRules callLimit(int limit) {
        return new PolyvRules(
                zone, ptimeWindow, playbackDelay, countedEvery, strict, httpStatus, limit, callWindow, block, quirks);
    }

    /** Plays show after this long at once, instead of after one to two hours. */
    public PolyvRules playbackDelay(Duration delay, Duration every) {
        return new PolyvRules(
                zone, ptimeWindow, delay, every, strict, httpStatus, callLimit, callWindow, block, quirks);
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
