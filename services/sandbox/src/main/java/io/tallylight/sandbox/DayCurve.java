package io.tallylight.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;

/** How busy a moment of the day is, 0.15 to 1, in the zone of the story (+08:00): least at 08:00, most at 20:00. */
final class DayCurve {

    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final double DAY = 86_400;

    private DayCurve() {}

    static double at(Instant moment) {
        double sinceEvening = (moment.getEpochSecond() + ZONE.getTotalSeconds()) % DAY / DAY - 20.0 / 24.0;
        return 0.575 + 0.425 * Math.cos(2 * Math.PI * sinceEvening);
    }
}
