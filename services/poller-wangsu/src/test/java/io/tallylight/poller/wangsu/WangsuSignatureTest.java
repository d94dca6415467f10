package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WangsuSignatureTest {

    static Stream<JsonNode> vectors() throws IOException {
        JsonNode all = new ObjectMapper().readTree(Fixtures.bytes("vectors/signing.json"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsTheDateThatItIsGiven(JsonNode vector) {
        String key = vector.get("apiKey").asText();
        String date = vector.get("date").asText();

        assertThat(WangsuSignature.password(key, date))
                .isEqualTo(vector.get("password").asText());
        assertThat(WangsuSignature.authorization(vector.get("username").asText(), key, date))
                .isEqualTo(vector.get("authorization").asText());
    }

    /** The negative vectors are dates that must never be sent: an unpadded day, a trailing newline. */
    @ParameterizedTest
    @ValueSource(strings = {"2021-08-10T02:00:00Z", "2021-08-02T16:00:00Z", "2026-11-22T05:11:43.999Z"})
    void writesADateOfThePositiveVectorsAndNoneOfTheNegative(String instant) throws IOException {
        String date = WangsuSignature.date(Instant.parse(instant));

        assertThat(vectors()
                        .filter(it -> it.get("date").asText().equals(date))
                        .map(it -> it.get("id").asText()))
                .singleElement()
                .asString()
                .matches("wangsu-(01|02-single-digit-day|05-key-with-specials)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "zh-CN", "de-DE"})
    void writesTheDateInEnglishWhereverItRuns(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(WangsuSignature.date(Instant.parse("2026-09-06T00:00:00Z")))
                    .isEqualTo("Sun, 06 Sep 2026 00:00:00 GMT");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hasAPasswordOfTwentyEightCharacters() {
        assertThat(WangsuSignature.password(Fixtures.API_KEY, "x")).hasSize(28);
    }
}
