package io.tallylight.normalizer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What an operator sees of one lane. A transaction that is aborted and done again counts twice. */
record LaneMeters(Counter events, Counter published, Counter repeats, Counter rejected) {

    static LaneMeters of(MeterRegistry meters, String lane) {
        return new LaneMeters(
                counter(meters, "normalizer_events", lane, "Records read"),
                counter(meters, "normalizer_published", lane, "Metrics and cues written"),
                counter(meters, "normalizer_repeats", lane, "Events that said nothing new"),
                counter(meters, "normalizer_rejected", lane, "Records that could not be mapped"));
    }

    /** What came of one event that was neither rejected nor a replay. */
    void told(int records) {
        if (records == 0) {
            repeats.increment();
        } else {
            published.increment(records);
        }
    }

    private static Counter counter(MeterRegistry meters, String name, String lane, String help) {
        return Counter.builder(name).tag("lane", lane).description(help).register(meters);
    }
}
