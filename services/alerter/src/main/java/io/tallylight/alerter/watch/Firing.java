package io.tallylight.alerter.watch;

import io.tallylight.alerter.rules.Anomaly;

/**
 * An alert that lasts.
 *
 * @param rule the rule's code
 * @param revision that of the last record that told of it
 */
public record Firing(String rule, Anomaly anomaly, int revision) {

    boolean isOf(String code, Anomaly other) {
        return rule.equals(code) && anomaly.subject().equals(other.subject());
    }

    /** Stable over all alerts of one rule, channel and subject; for people to read. */
    String fingerprint(String channel) {
        return rule + "/" + channel + (anomaly.subject().isEmpty() ? "" : "/" + anomaly.subject());
    }
}
