package io.tallylight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodeTest {

    /** TestSpliceInsertSignal of Comcast/gots (MIT). */
    private static final String INSERT = "/DAvAADPqXmCAP///wViACACf+//WO3jRP4Ae5igAzUAAAAKAAhDVUVJADgyMVHGMOk=";

    private static final String NULL = "/DARAAAAAAAAAP/wAAAAAHpPv/8=";

    @Test
    void printsOneObjectALineInTheOrderOfTheMessages() {
        Run run = decode("", INSERT, NULL, INSERT);

        assertThat(run.json())
                .extracting(line -> line.path("splice_command_type").asInt())
                .containsExactly(5, 0, 5);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void saysWhatTheSpecificationCallsIt() {
        JsonNode json = decode("", INSERT).json().get(0);

        assertThat(json.at("/splice_command/splice_event_id").asLong()).isEqualTo(1_644_175_362L);
        assertThat(json.at("/splice_command/out_of_network_indicator").booleanValue())
                .isTrue();
        assertThat(json.at("/splice_command/break_duration/duration").asLong()).isEqualTo(8_100_000);
        assertThat(json.at("/splice_command/unique_program_id").asInt()).isEqualTo(821);
        assertThat(json.path("crc_valid").booleanValue()).isTrue();
        assertThat(json.path("findings").isArray()).isTrue();
    }

    @Test
    void goesOnAfterAMessageThatCannotBeRead() {
        Run run = decode("", NULL, "not base64!", INSERT);

        assertThat(run.json()).hasSize(3);
        assertThat(run.json().get(1).path("error").asText()).isNotEmpty();
        assertThat(run.json().get(2).has("error")).isFalse();
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void readsStandardInputForADash() {
        Run run = decode(NULL + "\n" + INSERT + "\r\n", INSERT, "-");

        assertThat(run.json())
                .extracting(line -> line.path("splice_command_type").asInt())
                .containsExactly(5, 0, 5);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void answersAnEmptyLineWithALineOfItsOwn() {
        Run run = decode(NULL + "\n\n" + INSERT + "\n", "-");

        assertThat(run.json()).extracting(line -> line.has("error")).containsExactly(false, true, false);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void wantsAtLeastOneMessage() {
        Run run = decode("");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("BASE64");
    }

    private static Run decode(String in, String... messages) {
        String[] args = new String[messages.length + 1];
        args[0] = "decode";
        System.arraycopy(messages, 0, args, 1, messages.length);
        return Run.of(Map.of(), in, args);
    }
}
