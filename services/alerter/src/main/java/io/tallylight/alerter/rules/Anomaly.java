package io.tallylight.alerter.rules;

import io.tallylight.event.Evidence;
import io.tallylight.event.Severity;
import java.time.Instant;
import java.util.List;

/**
 * One anomaly of one channel.
 *
 * @param subject what it is about within the channel; empty for the channel as a whole
 * @param since when it began
 * @param summary one sentence: what is wrong and what to look at first
 */
public record Anomaly(
        String subject,
        Severity severity,
        Instant since,
        String summary,
        List<Evidence> evidence,
        List<String> cueIds) {

    static Evidence evidence(String name, Object value) {
        return new Evidence(name, String.valueOf(value));
    }
}
