package io.tallylight.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void readsBackEveryKindOfText() {
        List<Part> parts = List.of(
                Part.of(MetricName.VIEWERS_AVG),
                Part.of(MetricName.DELIVERY_BYTES, "mobile"),
                Part.of(MetricName.PUBLISH_DURATION, Events.NOON));

        assertThat(parts).allSatisfy(part -> assertThat(Part.parse(part.text())).isEqualTo(part));
    }

    @Test
    void refusesAMetricThatIsNotInTheVocabulary() {
        assertThatThrownBy(() -> Part.parse("viewers.sum")).hasMessage("No metric is called viewers.sum");
    }
}
