package io.tallylight.sandbox;

import io.tallylight.sandbox.Story.Playback;
import io.tallylight.sandbox.breaks.Dice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What was played on demand, hour by hour: the running hour grows evenly, an hour that is over stays. */
final class Plays {

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Dice dice;

    Plays(Dice dice) {
        this.dice = dice.of("plays");
    }

    Playback desktop(LocalDate day, int hour, Instant asOf) {
        return hour(dice.of("desktop"), 300, 420_000, day, hour, asOf);
    }

    /** More plays, shorter and in a smaller picture. */
    Playback mobile(LocalDate day, int hour, Instant asOf) {
        return hour(dice.of("mobile"), 700, 150_000, day, hour, asOf);
    }

    private Playback hour(Dice device, int evening, long bytesPerSecond, LocalDate day, int hour, Instant asOf) {
        Instant begins = day.atTime(hour, 0).toInstant(DayCurve.ZONE);
        double done = Math.min(1.0, Duration.between(begins, asOf).toMillis() / (double) HOUR_MILLIS);
        if (done <= 0) {
            return Playback.NONE;
        }
        Dice roll = device.of(begins.getEpochSecond());
        double views =
                evening * DayCurve.at(begins) * (0.8 + 0.4 * roll.of("views").unit());
        double seconds = views * (60 + roll.of("length").below(120));
        double viewers = views * (0.5 + 0.4 * roll.of("viewers").unit());
        long played = Math.round(seconds * done);
        return new Playback(played, played * bytesPerSecond, Math.round(views * done), Math.round(viewers * done));
    }
}
