package io.tallylight.scte35;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector against what its source states; exceptions.json says which differ, and why they may. */
class VectorsTest {
    private static final JsonNode EXCEPTIONS = Vector.resource("/vectors/exceptions.json");

    static List<Vector> readable() {
        return Vector.all().stream().filter(vector -> !vector.malformed()).toList();
    }

    static List<Vector> malformed() {
        return Vector.all().stream().filter(Vector::malformed).toList();
    }

    static List<Vector> intact() {
        return readable().stream()
                .filter(vector -> vector.json().path("crc_valid").asBoolean())
                .toList();
    }

    @Test
    void allVectorsAreHere() {
        assertThat(Vector.all()).hasSize(111);
        assertThat(malformed()).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheSourceStates(Vector vector) {
        Decoded decoded = Splice.decodeBase64(vector.base64());

        List<String> differences = Expectation.differences(vector.expected(), Vector.toJson(SpliceJson.of(decoded)));

        assertThat(decoded.readable()).isTrue();
        assertThat(decoded.crcValid()).isEqualTo(vector.json().get("crc_valid").asBoolean());
        if (EXCEPTIONS.get("differs").has(vector.name()))
            assertThat(differences).hasSize(1);
        else assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void neverPassesAMalformedMessageOffAsGood(Vector vector) {
        Decoded decoded = Splice.decodeBase64(vector.base64());

        assertThat(decoded.findings()).isNotEmpty();
        assertThat(decoded.readable())
                .isEqualTo(EXCEPTIONS.get("malformed_but_readable").has(vector.name()));
        assertThat(SpliceJson.of(decoded).containsKey("error")).isNotEqualTo(decoded.readable());
    }

    @ParameterizedTest
    @MethodSource("intact")
    void writesBackTheBytesThatItRead(Vector vector) {
        byte[] bytes = vector.bytes();
        SpliceInfo info = SpliceInfoTest.read(bytes);

        byte[] written = Splice.encode(info);

        byte[] section = Arrays.copyOf(bytes, 3 + info.sectionLength());
        if (EXCEPTIONS.get("written_otherwise").has(vector.name())) {
            assertThat(written).isNotEqualTo(section).hasSameSizeAs(section);
        } else {
            assertThat(written).isEqualTo(section);
        }
        assertThat(SpliceInfoTest.read(written).descriptors()).isEqualTo(info.descriptors());
    }
}
