package io.tallylight.alerter.rules;

import io.tallylight.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One kind of anomaly. It says what holds, not what changed: who keeps the alerts compares, so an alert fires once and
 * resolves once.
 */
public interface Rule {

    /** As in alerts, such as missing_return. */
    String code();

    /** One sentence: when it fires. */
    String definition();

    /** The severity that it begins with. */
    Severity severity();

    /** Every anomaly that lasts at that moment, each with a subject of its own. */
    List<Anomaly> holding(Facts facts, Instant now);

    /** Moments at which the answer may change by itself, in no order. */
    Stream<Instant> deadlines(Facts facts);
}
