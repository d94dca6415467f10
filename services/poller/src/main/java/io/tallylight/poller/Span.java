package io.tallylight.poller;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    /** What lies in both; empty where that is nothing. */
    public Optional<Span> common(Span other) {
        Span both = before(other.to).after(other.from);
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    /** The part of it that lies before an instant. */
    public Span before(Instant until) {
        return new Span(from, until.isBefore(from) ? from : until.isBefore(to) ? until : to);
    }

    /** The part of it that lies at or after an instant. */
    public Span after(Instant since) {
        return new Span(since.isAfter(to) ? to : since.isAfter(from) ? since : from, to);
    }
}
