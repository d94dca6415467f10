package io.tallylight.poller.scaleengine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One request for viewer.log: a graph and the stretch that it shall show.
 *
 * @param hole that the stretch can only be had in longer windows than minutes, where it is so
 */
record ScaleEngineAsk(Graph graph, Span span, Instant finalBefore, Optional<Hole> hole) implements Ask {

    /** An ask for minutes. */
    ScaleEngineAsk(Graph graph, Span span, Instant finalBefore) {
        this(graph, span, finalBefore, Optional.empty());
    }

    /** The provider's breakdowns: how long a stretch one answer shows, by which unit (document viewer.log, field graph). */
    enum Graph {
        SIX_HOURS_BY_MINUTE(1, Duration.ofHours(6), ChronoUnit.MINUTES),
        DAY_BY_MINUTE(2, Duration.ofHours(24), ChronoUnit.MINUTES),
        WEEK_BY_HOUR(3, Duration.ofDays(7), ChronoUnit.HOURS),
        MONTH_BY_DAY(4, Duration.ofDays(30), ChronoUnit.DAYS);

        private final int number;
        private final Duration longest;
        private final ChronoUnit unit;

        Graph(int number, Duration longest, ChronoUnit unit) {
            this.number = number;
            this.longest = longest;
            this.unit = unit;
        }

        int number() {
            return number;
        }

        Duration longest() {
            return longest;
        }

        int windowSeconds() {
            return (int) unit.getDuration().toSeconds();
        }

        /** The start of the minute, hour or day that holds the instant, as the zone counts them. */
        Instant floor(Instant instant, ZoneId zone) {
            return instant.atZone(zone).truncatedTo(unit).toInstant();
        }

        /** The first start of a minute, hour or day that is not before the instant. */
        Instant ceiling(Instant instant, ZoneId zone) {
            Instant floor = floor(instant, zone);
            return floor.equals(instant)
                    ? floor
                    : floor.atZone(zone).plus(1, unit).toInstant();
        }
    }
}
