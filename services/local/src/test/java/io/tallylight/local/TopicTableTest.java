package io.tallylight.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.local.TopicTally.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicTableTest {

    private static final Duration TEN = Duration.ofSeconds(10);

    private final TopicTable table = new TopicTable();

    @Test
    void showsRecordsRateAndNewestOfEachTopic() {
        List<String> rows = table.text(new TreeMap<>(Map.of("viewer", new Count(50, 0, "b"), "cues", Count.NONE)), TEN)
                .lines()
                .toList();

        assertThat(words(rows.get(0))).containsExactly("topic", "records", "per", "s", "newest");
        assertThat(words(rows.get(1))).containsExactly("cues", "0", "0.0");
        assertThat(words(rows.get(2))).containsExactly("viewer", "50", "5.0", "b");
    }

    @Test
    void countsTheRateSinceTheLastTable() {
        table.text(Map.of("viewer", new Count(50, 0, "b")), TEN);

        assertThat(words(row(new Count(80, 0, "c")))).containsExactly("viewer", "80", "3.0", "c");
    }

    @Test
    void countsNoRateForWhatWasThereBefore() {
        assertThat(words(row(new Count(1020, 1000, "c")))).containsExactly("viewer", "1020", "2.0", "c");
    }

    @Test
    void shortensWhatIsLong() {
        String row = row(new Count(1, 0, "x".repeat(200)));

        assertThat(row).contains("x".repeat(69) + "…").doesNotContain("x".repeat(70));
    }

    @Test
    void sumsUpWhatFlowedInThisRun() {
        Map<String, Count> counts = Map.of("viewer", new Count(1020, 1000, "c"), "cues", new Count(1, 0, "d"));

        assertThat(TopicTable.summary(counts, List.of()))
                .isEqualTo("21 records in this run. Every topic that must flow did.");
        assertThat(TopicTable.summary(counts, List.of("hourly", "alerts"))).endsWith("must flow: hourly, alerts.");
    }

    private String row(Count count) {
        return table.text(Map.of("viewer", count), TEN).lines().toList().get(1);
    }

    private static String[] words(String row) {
        return row.strip().split(" +", -1);
    }
}
