package io.tallylight.sandbox.scaleengine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** How much time one row stands for. Days and hours begin by the clock of the provider's zone. */
enum Grain {
    MINUTE(ChronoUnit.MINUTES),
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Grain(ChronoUnit unit) {
        this.unit = unit;
    }

    Instant floor(Instant at, ZoneId zone) {
        return at.atZone(zone).truncatedTo(unit).toInstant();
    }

    Instant after(Instant bucket, ZoneId zone) {
        return bucket.atZone(zone).plus(1, unit).toInstant();
    }
}
