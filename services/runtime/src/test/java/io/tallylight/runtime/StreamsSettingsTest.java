package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static final Map<String, Object> OURS = Map.of(
            "consumer.session.timeout.ms", 10_000, "producer.compression.type", "gzip", "consumer.max.poll.records", 5);

    @Test
    void anInstanceIsALastingMemberOfItsGroup() {
        assertThat(consumer(Map.of(), Optional.of("one"), 3)).containsEntry("group.instance.id", "one-3");
        assertThat(consumer(Map.of("group.protocol", "Classic"), Optional.of("one"), 3))
                .containsEntry("group.instance.id", "one-3");
    }

    @Test
    void whatHasNoNameIsANewMemberEachTime() {
        assertThat(consumer(Map.of(), Optional.empty(), 1)).doesNotContainKey("group.instance.id");
    }

    @Test
    void theStreamsProtocolGetsNoNameThatItRefuses() {
        assertThat(merged(Map.of("group.protocol", "STREAMS"), Optional.of("one")))
                .doesNotContainKey("consumer.group.instance.id");
    }

    @Test
    void theOperatorsOwnNameWins() {
        assertThat(consumer(Map.of("group.instance.id", "theirs"), Optional.of("one"), 1))
                .containsEntry("group.instance.id", "theirs-1");
        assertThat(consumer(Map.of("consumer.group.instance.id", "theirs"), Optional.of("one"), 1))
                .containsEntry("group.instance.id", "theirs-1");
    }

    @Test
    void whatIsPassedThroughWinsAlsoOverWhatIsForOneKindOfClient() {
        Map<String, String> passed = Map.of("session.timeout.ms", "60000", "compression.type", "zstd");

        assertThat(consumer(passed, Optional.empty(), 1))
                .containsEntry("session.timeout.ms", "60000")
                .containsEntry("max.poll.records", 5);
        assertThat(config(passed, Optional.empty()).getProducerConfigs("client"))
                .containsEntry("compression.type", "zstd");
    }

    private static Map<String, Object> consumer(Map<String, String> passed, Optional<String> instance, int thread) {
        return config(passed, instance).getMainConsumerConfigs("group", "client", thread);
    }

    private static StreamsConfig config(Map<String, String> passed, Optional<String> instance) {
        return new StreamsConfig(merged(passed, instance));
    }

    private static Map<String, Object> merged(Map<String, String> passed, Optional<String> instance) {
        KafkaSettings kafka = new KafkaSettings("h:1", passed, URI.create("http://h"), Map.of(), "tallylight.");
        Map<String, Object> merged = StreamsSettings.merged(kafka, instance, OURS);
        merged.put(StreamsConfig.APPLICATION_ID_CONFIG, "group");
        return merged;
    }
}
