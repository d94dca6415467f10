package io.tallylight.sandbox.polyv;

import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.Story.Playback;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * The figures of one hour of the day over a range of days, as far as the provider shows them: plays once they are
 * counted, bytes of a day from the second midnight after it.
 */
final class HourTable {

    private final Story story;
    private final PolyvRules rules;
    private final Instant now;
    private final DayRange days;

    HourTable(Story story, PolyvRules rules, Instant now, DayRange days) {
        this.story = story;
        this.rules = rules;
        this.now = now;
        this.days = days;
    }

    Playback desktop(int hour) {
        return sum(hour, story::desktop);
    }

    Playback mobile(int hour) {
        return sum(hour, story::mobile);
    }

    private interface Device {
        Playback during(LocalDate day, int hour, Instant asOf);
    }

    private Playback sum(int hour, Device device) {
        LocalDate today = LocalDate.ofInstant(now, rules.zone());
        LocalDate last = days.last().isAfter(today) ? today : days.last();
        Playback sum = Playback.NONE;
        for (LocalDate day = days.first(); !day.isAfter(last); day = day.plusDays(1)) {
            sum = plus(sum, shown(day, hour, device));
        }
        return sum;
    }

    private Playback shown(LocalDate day, int hour, Device device) {
        Instant counted = counted();
        ZonedDateTime begins = day.atTime(hour, 0).atZone(rules.zone());
        if (!begins.toInstant().isBefore(counted)) {
            return Playback.NONE;
        }
        Playback truth = device.during(day, hour, counted);
        boolean hasBytes =
                !now.isBefore(day.plusDays(2).atStartOfDay(rules.zone()).toInstant());
        return new Playback(truth.playSeconds(), hasBytes ? truth.bytes() : 0, truth.views(), truth.uniqueViewers());
    }

    /** The last counting was at a round time, and saw what had happened a delay before. */
    private Instant counted() {
        long every = Math.max(1, rules.countedEvery().toSeconds());
        Instant round = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), every) * every);
        return round.minus(rules.playbackDelay());
    }

    /** Who came on two days is one viewer: of viewers only the greatest day is certain, and that is what is told. */
    private static Playback plus(Playback one, Playback other) {
        return new Playback(
                one.playSeconds() + other.playSeconds(),
                one.bytes() + other.bytes(),
                one.views() + other.views(),
                Math.max(one.uniqueViewers(), other.uniqueViewers()));
    }
}
