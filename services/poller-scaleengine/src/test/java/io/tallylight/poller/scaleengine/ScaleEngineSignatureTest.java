package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallylight.runtime.Secret;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleEngineSignatureTest {

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Arguments> vectors() throws IOException {
        JsonNode vectors = JSON.readTree(Fixtures.bytes("vectors/signing.json")).get("vectors");
        return vectors.valueStream()
                .map(vector -> Arguments.argumentSet(vector.get("id").asText(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void writesTheBytesThatAreSigned(JsonNode vector) {
        assertThat(PhpJson.encode(request(vector)))
                .isEqualTo(vector.get("unsigned_json").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPhpDoes(JsonNode vector) {
        Secret secret = new Secret(vector.get("secret").asText());

        String signed = ScaleEngineSignature.signed(request(vector), secret);

        assertThat(signed).isEqualTo(vector.get("signed_json").asText());
        assertThat(signed).contains(vector.get("signature").asText().replace("/", "\\/"));
    }

    @Test
    void coversAllVectorsThatWereComputed() throws IOException {
        assertThat(vectors()).hasSize(8);
    }

    @Test
    void leavesTheRequestUnsigned() {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("app", List.of("demo")));

        ScaleEngineSignature.signed(request, new Secret("any"));

        assertThat(request).containsOnlyKeys("app");
    }

    private static Map<String, Object> request(JsonNode vector) {
        Map<String, Object> values = JSON.convertValue(vector.get("request"), new TypeReference<>() {});
        Map<String, Object> ordered = new LinkedHashMap<>();
        vector.get("request_key_order").forEach(key -> ordered.put(key.asText(), values.get(key.asText())));
        return ordered;
    }
}
