package io.tallylight.normalizer.cues;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Disagreement;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawSpliceTest {

    @Test
    void readsASegmentUnderTheSpecificationsNames() {
        String raw = """
                {"splice_command_type": 6, "pts_adjustment": 10, "crc32": 255,
                 "splice_command": {"splice_time": {"pts_time": 90000}},
                 "descriptors": [{"identifier": 1},
                   {"segmentation_event_id": 4294967295, "segmentation_duration": 2700000}]}""";

        assertThat(against(raw, message()))
                .containsExactly(
                        new Disagreement("event_id", "raw_splice", "4294967295", "7"),
                        new Disagreement("duration", "raw_splice", "30 s", "none"),
                        new Disagreement("start", "raw_splice", "90010", "5"),
                        new Disagreement("crc", "raw_splice", "0x000000FF", "0x00000001"));
    }

    @Test
    void saysNothingOfWhatItDoesNotHold() {
        assertThat(against("{}", message())).isEmpty();
        assertThat(against("{\"crc32\": \"?\", \"splice_command\": 3, \"descriptors\": {}}", message()))
                .isEmpty();
    }

    @Test
    void isNothingWithoutAnObject() {
        assertThat(RawSplice.claims("[]")).isEmpty();
        assertThat(RawSplice.claims("")).isEmpty();
    }

    private static Claims message() {
        return new Claims()
                .say(Fact.TYPE, "time_signal")
                .eventId(7)
                .ticks(java.util.OptionalLong.empty())
                .start(5)
                .crc(1);
    }

    private static List<Disagreement> against(String raw, Claims message) {
        return RawSplice.claims(raw).orElseThrow().disagreements("raw_splice", message);
    }
}
