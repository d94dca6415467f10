package io.tallylight.sandbox.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.sandbox.Vectors;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.SignatureMode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleEngineSignatureTest {

    static Stream<JsonNode> vectors() {
        return Vectors.of("scaleengine");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void encodesAsPhpDoes(JsonNode vector) {
        String unsigned = vector.path("unsigned_json").textValue();

        assertThat(PhpJson.encode(vector.path("request"))).isEqualTo(unsigned);
        assertThat(PhpJson.decode(unsigned).map(PhpJson::encode)).contains(unsigned);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsWhatPhpSignedInBothModes(JsonNode vector) {
        String signed = vector.path("signed_json").textValue();
        String secret = vector.path("secret").textValue();

        assertThat(verifies(SignatureMode.PHP, signed, secret)).isTrue();
        assertThat(verifies(SignatureMode.TEXT, signed, secret)).isTrue();
        assertThat(verifies(SignatureMode.PHP, signed, secret + "0")).isFalse();
        assertThat(verifies(SignatureMode.TEXT, signed, secret + "0")).isFalse();
    }

    static Stream<JsonNode> withUnescapedSignature() {
        return vectors()
                .filter(vector -> vector.path("negative_signature_if_slashes_and_unicode_unescaped")
                        .isTextual());
    }

    @ParameterizedTest
    @MethodSource("withUnescapedSignature")
    void refusesASignatureOverUnescapedSlashesOnlyWhereItEncodesItself(JsonNode vector) {
        String unescaped = vector.path("negative_signature_if_slashes_and_unicode_unescaped")
                .textValue();
        String plain = vector.path("request").toString();
        String signed = plain.substring(0, plain.length() - 1) + ",\"signature\":\"" + unescaped + "\"}";
        String secret = vector.path("secret").textValue();

        assertThat(verifies(SignatureMode.PHP, signed, secret)).isFalse();
        assertThat(verifies(SignatureMode.TEXT, signed, secret)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SignatureMode.class)
    void refusesASignatureThatIsMissingOrNotLast(SignatureMode mode) {
        JsonNode vector = Vectors.of("scaleengine", "se-02");
        String secret = vector.path("secret").textValue();
        String unsigned = vector.path("unsigned_json").textValue();
        String first = "{\"signature\":\"" + vector.path("signature").textValue() + "\"," + unsigned.substring(1);

        assertThat(verifies(mode, unsigned, secret)).isFalse();
        assertThat(verifies(mode, first, secret)).isFalse();
    }

    @Test
    void signsTheBytesAsTheyCameInTextModeAndTheirMeaningInPhpMode() {
        JsonNode vector = Vectors.of("scaleengine", "se-02");
        String secret = vector.path("secret").textValue();
        String spaced = vector.path("signed_json").textValue().replace("\"graph\":4", "\"graph\": 4");

        assertThat(verifies(SignatureMode.PHP, spaced, secret)).isTrue();
        assertThat(verifies(SignatureMode.TEXT, spaced, secret)).isFalse();
    }

    @Test
    void readsAndWritesTheRestOfJsonAsPhpDoes() {
        assertThat(PhpJson.decode("{\"a\":{},\"b\":{\"0\":1,\"1\":2},\"c\":1.0,\"d\":null,\"e\":true}")
                        .map(PhpJson::encode))
                .contains("{\"a\":[],\"b\":[1,2],\"c\":1,\"d\":null,\"e\":true}");
        assertThat(PhpJson.decode("{\"a\":\"\\u007f\\u001f\\b\\\\<>&'\"}").map(PhpJson::encode))
                .contains("{\"a\":\"\u007f\\u001f\\b\\\\<>&'\"}");
    }

    @Test
    void takesNoTextForAnObjectThatPhpWouldNot() {
        assertThat(PhpJson.decode("[]")).isEmpty();
        assertThat(PhpJson.decode("{} x")).isEmpty();
        assertThat(PhpJson.decode("{\"a\":\"\\ud800\"}")).isEmpty();
        assertThat(PhpJson.decode("{\"a\":\"\\ud83d\\ude00\"}")).isPresent();
    }

    private static boolean verifies(SignatureMode mode, String text, String secret) {
        ObjectNode sent = PhpJson.decode(text).orElseThrow();
        return ScaleEngineSignature.verifies(mode, text, sent, secret);
    }
}
