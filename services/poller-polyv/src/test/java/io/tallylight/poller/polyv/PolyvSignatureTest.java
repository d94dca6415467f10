package io.tallylight.poller.polyv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallylight.runtime.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolyvSignatureTest {

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Arguments> vectors() throws IOException {
        JsonNode vectors = JSON.readTree(Fixtures.text("vectors/signing.json")).get("vectors");
        return vectors.valueStream()
                .map(vector -> Arguments.argumentSet(vector.get("id").asText(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsTheProviderDoes(JsonNode vector) {
        assertThat(PolyvSignature.sign(parameters(vector), secret(vector)))
                .isEqualTo(vector.get("sign").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sendsEachParameterThatItSigned(JsonNode vector) {
        String query = PolyvSignature.query(parameters(vector), secret(vector));

        assertThat(List.of(query.split("&")))
                .containsExactlyInAnyOrder(vector.get("query_string").asText().split("&"));
    }

    @Test
    void coversAllVectorsThatWereComputed() throws IOException {
        assertThat(vectors()).hasSize(8);
    }

    @Test
    void signsAValueAsItIsAndEncodesItOnTheWire() {
        Map<String, String> parameters = Map.of("a", "直播 *");

        // SHA-1 of "a=直播 *k", by sha1sum
        assertThat(PolyvSignature.query(parameters, new Secret("k")))
                .isEqualTo("a=%E7%9B%B4%E6%92%AD%20*&sign=1CB08C5A199C6BE957FD183A649605C064BCA37D");
    }

    private static Map<String, String> parameters(JsonNode vector) {
        return JSON.convertValue(vector.get("params"), new TypeReference<>() {});
    }

    private static Secret secret(JsonNode vector) {
        return new Secret(vector.get("secretkey").asText());
    }
}
