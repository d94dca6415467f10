package io.tallylight.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.ViewerCount;
import io.tallylight.normalizer.channels.ChannelNames;
import io.tallylight.normalizer.mapping.Events;
import io.tallylight.normalizer.mapping.Mapping;
import io.tallylight.normalizer.mapping.StreamName;
import io.tallylight.normalizer.mapping.Verdict;
import io.tallylight.normalizer.mapping.Verdict.Rejected;
import io.tallylight.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

    @Test
    void rejectsTheEventWhereAMappingFails() {
        Lane<ViewerCount> lane = new Lane<>(Topics.VIEWER, new Failing(), List.of(Topics.METRICS));

        Verdict verdict = lane.judge("key", Events.viewers().build(), ChannelNames.NONE);

        assertThat(verdict.rejected())
                .extracting(Rejected::reason)
                .containsExactly("a fault of ours: java.lang.IllegalStateException: broken");
    }

    private static final class Failing implements Mapping<ViewerCount> {
        @Override
        public StreamName stream(ViewerCount event) {
            return new StreamName("p", "a", "s");
        }

        @Override
        public Verdict judge(ViewerCount event, String channel) {
            throw new IllegalStateException("broken");
        }
    }
}
