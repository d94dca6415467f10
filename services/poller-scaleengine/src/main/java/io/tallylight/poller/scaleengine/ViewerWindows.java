package io.tallylight.poller.scaleengine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The windows that the provider's times begin, by the rules of its zone, made once for as long as a time keeps coming.
 * Bounded and safe to share as {@link StreamNames} is.
 */
final class ViewerWindows {

    /** @param idEnd what the window adds to the id of an event */
    record ViewerWindow(long localSeconds, int seconds, Instant start, Instant end, String idEnd) {}

    private static final int PLACES = 1 << 11; // a day by the minute

    private final ZoneId zone;
    private final @Nullable ViewerWindow[] places = new ViewerWindow[PLACES];

    ViewerWindows(ZoneId zone) {
        this.zone = zone;
    }

    ViewerWindow of(long localSeconds, int seconds) {
        int place = (int) (localSeconds / 60) & (PLACES - 1);
        ViewerWindow known = places[place];
        if (known == null || known.localSeconds != localSeconds || known.seconds != seconds) {
            Instant start = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC)
                    .atZone(zone)
                    .toInstant();
            known = new ViewerWindow(
                    localSeconds, seconds, start, start.plusSeconds(seconds), "/" + seconds + "/" + start);
            places[place] = known;
        }
        return known;
    }
}
