package io.tallylight.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.event.Completeness;
import io.tallylight.normalizer.mapping.Events;
import io.tallylight.normalizer.mapping.Figure;
import io.tallylight.normalizer.mapping.MetricName;
import io.tallylight.normalizer.mapping.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class PublishedSerdeTest {

    private final Serde<Published> serde = PublishedSerde.serde();

    /** The form that lies in changelogs: a change here must still read it. */
    @Test
    void writesAShortReadableForm() {
        Published published = new Published(
                3,
                1_700_000_000_000L,
                "channel-1",
                "",
                List.of(new Figure(Part.of(MetricName.PUBLISH_DURATION, Events.NOON), 0.1, Completeness.FINAL)));

        byte[] bytes = serde.serializer().serialize("changelog", published);

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("[3,1700000000000,\"channel-1\",\"\","
                        + "[[\"publish.duration@2026-11-23T12:00:00Z\",0.1,\"FINAL\"]]]");
        assertThat(serde.deserializer().deserialize("changelog", bytes)).isEqualTo(published);
    }

    @Test
    void refusesForeignBytes() {
        assertThatThrownBy(() -> serde.deserializer().deserialize("changelog", new byte[] {1}))
                .isInstanceOf(SerializationException.class);
    }
}
