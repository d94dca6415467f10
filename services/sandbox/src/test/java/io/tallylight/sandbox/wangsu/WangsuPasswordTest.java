package io.tallylight.sandbox.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.sandbox.Vectors;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WangsuPasswordTest {

    static Stream<JsonNode> vectors() {
        return Vectors.of("wangsu");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsWhatOpensslComputedForThatDateAndNoOther(JsonNode vector) {
        WangsuPassword password =
                WangsuPassword.read(vector.path("authorization").textValue()).orElseThrow();
        String date = vector.path("date").textValue();
        String key = vector.path("apiKey").textValue();

        assertThat(password.username()).isEqualTo(vector.path("username").textValue());
        assertThat(password.password()).isEqualTo(vector.path("password").textValue());
        assertThat(password.isFor(date, key)).isTrue();
        assertThat(password.isFor(date + " ", key)).isFalse();
        assertThat(password.isFor(date, key + "x")).isFalse();
    }

    @Test
    void refusesAPasswordOverADateWithANewline() {
        JsonNode vector = Vectors.of("wangsu", "wangsu-07");

        assertThat(WangsuPassword.read(vector.path("authorization").textValue())
                        .orElseThrow()
                        .isFor(vector.path("date").textValue().trim(), "example_apiKey"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer abc", "Basic ???", "Basic bm9jb2xvbg=="})
    void readsNothingElseThanBasic(String header) {
        assertThat(WangsuPassword.read(header)).isEmpty();
    }

    @Test
    void keepsItsSecretOutOfWords() {
        assertThat(new WangsuPassword("user", "pw-test").toString()).doesNotContain("pw-test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 02 Aug 2021 16:00:00 GMT | true",
                "Mon, 02 Aug 2021 15:55:00 GMT | true",
                "Mon, 02 Aug 2021 16:05:00 GMT | true",
                "Mon, 02 Aug 2021 15:54:59 GMT | false",
                "Mon, 02 Aug 2021 16:05:01 GMT | false",
                "Mon, 2 Aug 2021 16:00:00 GMT  | false", // vector wangsu-03: the sample prints two digits
                "Tue, 02 Aug 2021 16:00:00 GMT | false",
                "Mon, 02 Aug 2021 16:00:00 UTC | false",
                "2021-08-02T16:00:00Z          | false",
            })
    void wantsTheDateOfTheSampleWithinFiveMinutes(String date, boolean near) {
        assertThat(WangsuGate.isNear(date, Instant.parse("2021-08-02T16:00:00Z"), Duration.ofMinutes(5)))
                .isEqualTo(near);
    }
}
