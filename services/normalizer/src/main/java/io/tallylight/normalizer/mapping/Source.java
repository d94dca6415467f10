package io.tallylight.normalizer.mapping;

import io.tallylight.event.Completeness;
import java.time.Instant;

/** What every record that is derived from one event carries on. The window is the event's own. */
public record Source(
        String id,
        int revision,
        Instant observedAt,
        Completeness completeness,
        StreamName stream,
        String channel,
        Instant windowStart,
        int windowSeconds) {}
