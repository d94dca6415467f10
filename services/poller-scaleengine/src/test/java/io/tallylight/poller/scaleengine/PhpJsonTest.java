package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhpJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0022 | \\"
                    005c | \\\\
                    002f | \\/
                    0008 | \\b
                    000c | \\f
                    000a | \\n
                    000d | \\r
                    0009 | \\t
                    000b | \\u000b
                    001f | \\u001f
                    003c | <
                    0026 | &
                    00e9 | \\u00e9
                    76f4 | \\u76f4
                    2028 | \\u2028
                    """)
    void writesACharacterAsPhpDoes(String hex, String expected) {
        String text = Character.toString(Integer.parseInt(hex, 16));

        assertThat(PhpJson.encode(Map.of("k", text))).isEqualTo("{\"k\":\"" + expected + "\"}");
    }

    @Test
    void leavesDelAndTheApostropheAsTheyAre() {
        assertThat(PhpJson.encode(Map.of("k", "\u007f'"))).isEqualTo("{\"k\":\"\u007f'\"}");
    }

    @Test
    void writesACharacterBeyondTheBasicPlaneAsTwoUnits() {
        assertThat(PhpJson.encode(Map.of("k", "\ud83d\ude00"))).isEqualTo("{\"k\":\"\\ud83d\\ude00\"}");
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        assertThatThrownBy(() -> PhpJson.encode(Map.of("k", "a\ud83d"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsNumbersNumbersAndListsLists() {
        assertThat(PhpJson.encode(Map.of("k", List.of("a", 7L, List.of())))).isEqualTo("{\"k\":[\"a\",7,[]]}");
    }

    @Test
    void refusesATypeThatItWouldHaveToGuess() {
        assertThatThrownBy(() -> PhpJson.encode(Map.of("k", 1.5))).hasMessageContaining("Double");
    }
}
