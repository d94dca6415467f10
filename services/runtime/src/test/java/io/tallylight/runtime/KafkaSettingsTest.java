package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsPassedThroughWinsOverOurs() throws IOException {
        KafkaSettings settings = with("KAFKA_PROPERTIES", "acks=1\nsasl.jaas.config=hunter22\n");

        assertThat(settings.client(Map.of("acks", "all", "linger.ms", 5)))
                .containsEntry("acks", "1")
                .containsEntry("linger.ms", 5)
                .containsEntry("sasl.jaas.config", "hunter22")
                .containsEntry("bootstrap.servers", "127.0.0.1:1");
    }

    @Test
    void theStreamsGroupProtocolIsForStreamsOnly() throws IOException {
        KafkaSettings settings = with("KAFKA_PROPERTIES", "group.protocol=streams\n");

        assertThat(settings.client(Map.of())).doesNotContainKey("group.protocol");
        assertThat(settings.streams(Map.of())).containsEntry("group.protocol", "streams");
        assertThat(with("KAFKA_PROPERTIES", "group.protocol=consumer\n").client(Map.of()))
                .containsEntry("group.protocol", "consumer");
    }

    @Test
    void printsNoPassword() throws IOException {
        assertThat(with("KAFKA_PROPERTIES", "ssl.key.password=hunter22").toString())
                .isEqualTo("Kafka 127.0.0.1:1, registry http://127.0.0.1:2, topics tallylight.*");
        assertThat(with("SCHEMA_REGISTRY_PROPERTIES", "basic.auth.user.info=me:hunter22")
                        .toString())
                .doesNotContain("hunter22");
    }

    @Test
    void refusesWhatTheRegistrysClientCannotUse() throws IOException {
        KafkaSettings settings = with("SCHEMA_REGISTRY_PROPERTIES", "http.read.timeout.ms=soon");

        assertThatThrownBy(settings::wire)
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("SCHEMA_REGISTRY_PROPERTIES", "soon");
    }

    @Test
    void tellsAllThatIsWrongTogether() {
        Map<String, String> env = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1",
                "KAFKA_PROPERTIES", "/not/there",
                "SCHEMA_REGISTRY_URL", "http://me:hunter22@127.0.0.1:2",
                "SCHEMA_REGISTRY_PROPERTIES", "/nor/this",
                "TOPIC_PREFIX", "a/b");

        assertThatThrownBy(() -> Env.read(env, KafkaSettings::from))
                .hasMessageContainingAll(env.keySet().toArray(String[]::new))
                .hasMessageNotContaining("hunter22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:1", "a-b.c:9092,d:9093", "SSL://a:1 , b:2", "[::1]:9092"})
    void takesEveryFormOfAddressThatKafkaTakes(String addresses) {
        Map<String, String> env = Map.of("KAFKA_BOOTSTRAP_SERVERS", addresses, "SCHEMA_REGISTRY_URL", "http://h");

        assertThat(Env.read(env, KafkaSettings::from).bootstrapServers()).isEqualTo(addresses);
    }

    private KafkaSettings with(String key, String properties) throws IOException {
        Path file = Files.writeString(folder.resolve(key), properties);
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        env.put("SCHEMA_REGISTRY_URL", "http://127.0.0.1:2");
        env.put(key, file.toString());
        return Env.read(env, KafkaSettings::from);
    }
}
