package io.tallylight.local;

import io.tallylight.local.TopicTally.Count;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of topics that a demo prints: records, rate, newest. */
final class TopicTable {

    private static final int WIDEST_NEWEST = 70;
    private Map<String, Count> before = Map.of();

    /** One row a topic; the rate is over the time since the last call. */
    String text(Map<String, Count> counts, Duration since) {
        StringBuilder table =
                new StringBuilder(String.format("%-22s %9s %9s  %s%n", "topic", "records", "per s", "newest"));
        counts.forEach((topic, count) -> table.append(row(topic, count, since)));
        before = counts;
        return table.toString();
    }

    private String row(String topic, Count count, Duration since) {
        long last = before.containsKey(topic) ? before.get(topic).records() : count.before();
        double rate = (count.records() - last) * 1000.0 / Math.max(1, since.toMillis());
        return String.format(
                Locale.ROOT, "%-22s %9d %9.1f  %s%n", topic, count.records(), rate, shortened(count.newest()));
    }

    /** What a demo says at its end. */
    static String summary(Map<String, Count> counts, List<String> silent) {
        long flowed = counts.values().stream().mapToLong(Count::flowed).sum();
        String verdict = silent.isEmpty()
                ? "Every topic that must flow did."
                : "Silent, though they must flow: " + String.join(", ", silent) + ".";
        return flowed + " records in this run. " + verdict;
    }

    private static String shortened(String newest) {
        return newest.length() <= WIDEST_NEWEST ? newest : newest.substring(0, WIDEST_NEWEST - 1) + "…";
    }
}
