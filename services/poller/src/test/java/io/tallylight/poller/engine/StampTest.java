package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.event.Completeness;
import io.tallylight.event.SpliceSignal;
import io.tallylight.event.Upid;
import io.tallylight.event.ViewerCount;
import io.tallylight.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private final Stamp stamp = new Stamp(Topics.VIEWER.schema());

    @Test
    void fingerprintsWhatTheProviderSaidWhateverWasStampedBefore() {
        ViewerCount one = Events.viewers(NOW, 5);
        ViewerCount other = Events.viewers(NOW, 5);
        stamp.stamp(other, 7, NOW, NOW);

        assertThat(content(one)).isEqualTo(content(other));
    }

    @Test
    void fingerprintsEveryFigure() {
        ViewerCount changed =
                ViewerCount.newBuilder(Events.viewers(NOW, 5)).setViewersSum(6).build();

        assertThat(content(changed)).isNotEqualTo(content(Events.viewers(NOW, 5)));
    }

    @Test
    void takesFinalForAnotherContent() {
        ViewerCount event = Events.viewers(NOW, 5);

        long provisional = stamp.content(event, Completeness.PROVISIONAL);

        assertThat(stamp.content(event, Completeness.FINAL)).isNotEqualTo(provisional);
        assertThat(event.getCompleteness()).isEqualTo(Completeness.FINAL);
    }

    @Test
    void stampsRevisionAndTime() {
        ViewerCount event = Events.viewers(NOW, 5);

        stamp.stamp(event, 3, NOW, Instant.EPOCH);

        assertThat(event.getRevision()).isEqualTo(3);
        assertThat(event.getObservedAt()).isEqualTo(NOW);
    }

    @Test
    void addsDecreasedToTheFlagsOnceAndSorted() {
        ViewerCount event = ViewerCount.newBuilder(Events.viewers(NOW, 5))
                .setFlags(List.of("sum_disagrees", "anomaly"))
                .build();

        stamp.flagDecrease(event);
        stamp.flagDecrease(event);

        assertThat(event.getFlags()).containsExactly("anomaly", "decreased", "sum_disagrees");
    }

    @Test
    void knowsFirstSeenOfTheEventsThatHaveIt() {
        assertThat(Topics.SCTE35.schema().getField("firstSeenAt")).isNotNull();
        assertThat(new Stamp(SpliceSignal.getClassSchema())).isNotNull();
    }

    @Test
    void refusesASchemaThatIsNoEvent() {
        assertThatThrownBy(() -> new Stamp(Upid.getClassSchema()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Upid is no event");
    }

    private long content(ViewerCount event) {
        return stamp.content(event, Completeness.PROVISIONAL);
    }
}
