package io.tallylight.sandbox.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's reading of the signing guide against signatures of the guide and of the official SDK. */
class AkSkTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsWhatTheOfficialSignerSigned(JsonNode vector) {
        AkSk key = AkSk.of(vector.path("authorization").asText()).orElseThrow();

        assertThat(key.accessKey()).isEqualTo(vector.path("ak").asText());
        assertThat(key.fits(request(vector, body(vector)), vector.path("sk").asText()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesOneByteMoreInTheBody(JsonNode vector) {
        AkSk key = AkSk.of(vector.path("authorization").asText()).orElseThrow();

        assertThat(key.fits(
                        request(vector, body(vector) + " "), vector.path("sk").asText()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesAnotherKey(JsonNode vector) {
        AkSk key = AkSk.of(vector.path("authorization").asText()).orElseThrow();

        assertThat(key.fits(request(vector, body(vector)), "another-key-not-a-secret"))
                .isFalse();
    }

    @Test
    void refusesHeadersThatAreListedOutOfOrderOrMissing() throws Exception {
        JsonNode vector = vectors().skip(1).findFirst().orElseThrow();
        String authorization = vector.path("authorization").asText();
        Request request = request(vector, body(vector));
        String sk = vector.path("sk").asText();

        assertThat(AkSk.of(authorization.replace("host;x-project-id", "x-project-id;host"))
                        .orElseThrow()
                        .fits(request, sk))
                .isFalse();
        assertThat(AkSk.of(authorization.replace("host;", "host;not-sent;"))
                        .orElseThrow()
                        .fits(request, sk))
                .isFalse();
    }

    @Test
    void doesNotReadAnotherScheme() {
        assertThat(AkSk.of("Basic c2FuZGJveDpub3QtYS1zZWNyZXQ=")).isEmpty();
        assertThat(AkSk.of("SDK-HMAC-SHA256 Access=A, SignedHeaders=host")).isEmpty();
    }

    @Test
    void sortsAndEncodesAQueryAnew() throws Exception {
        JsonNode vector = vectors().skip(1).findFirst().orElseThrow();
        AkSk key = AkSk.of(vector.path("authorization").asText()).orElseThrow();
        Request asSigned = request(vector, body(vector));
        Request shuffled = new Request(
                asSigned.method(), asSigned.path(), "off%73et=10&limit=50", asSigned.headers(), asSigned.body(), "");

        assertThat(asSigned.query()).isEqualTo("limit=50&offset=10");
        assertThat(key.fits(shuffled, vector.path("sk").asText())).isTrue();
    }

    static Stream<JsonNode> vectors() throws Exception {
        try (InputStream file = Objects.requireNonNull(AkSkTest.class.getResourceAsStream("signing-vectors.json"))) {
            return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false);
        }
    }

    private static String body(JsonNode vector) {
        return vector.path("body").isNull() ? "" : vector.path("body").asText();
    }

    private static Request request(JsonNode vector, String body) {
        Map<String, String> headers = new TreeMap<>();
        vector.path("headers")
                .properties()
                .forEach(h -> headers.put(
                        h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
        headers.put("host", URI.create(vector.path("endpoint").asText()).getAuthority());
        return new Request(
                vector.path("method").asText(),
                vector.path("path").asText(),
                vector.path("query_on_the_wire").asText(),
                headers,
                Buffer.buffer(body, "UTF-8"),
                "127.0.0.1");
    }
}
