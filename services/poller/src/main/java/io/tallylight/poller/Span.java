package io.tallylight.poller;

import java.time.Duration;
import java.time.Instant;

/** A stretch of event time, from inclusive, to exclusive. */
public record Span(Instant from, Instant to) {

    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A span cannot end before it begins: " + from + " to " + to);
        }
    }

    public boolean isEmpty() {
        return from.equals(to);
    }

    public boolean holds(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
