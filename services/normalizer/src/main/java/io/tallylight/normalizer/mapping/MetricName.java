package io.tallylight.normalizer.mapping;

import java.util.Arrays;

/** The vocabulary that all providers share, with its units in UCUM. */
public enum MetricName {
    VIEWERS_AVG("viewers.avg", "{viewer}"),
    VIEWERS_MIN("viewers.min", "{viewer}"),
    VIEWERS_MAX("viewers.max", "{viewer}"),
    PLAYBACK_DURATION("playback.duration", "s"),
    PLAYBACK_VIEWS("playback.views", "{view}"),
    PLAYBACK_UNIQUE_VIEWERS("playback.unique_viewers", "{viewer}"),
    DELIVERY_BYTES("delivery.bytes", "By"),
    PUBLISH_DURATION("publish.duration", "s"),
    AD_SIGNALS("ad.signals", "{signal}"),
    AD_SIGNALLED_DURATION("ad.signalled_duration", "s");

    private final String text;
    private final String unit;

    MetricName(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    public String text() {
        return text;
    }

    public String unit() {
        return unit;
    }

    static MetricName of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No metric is called " + text));
    }
}
