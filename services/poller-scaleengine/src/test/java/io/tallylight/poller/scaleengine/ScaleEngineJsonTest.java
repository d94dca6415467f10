package io.tallylight.poller.scaleengine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.poller.Misfit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleEngineJsonTest {

    private static final String RECORD =
            "\"viewer_count_avg\":1,\"viewer_count_min\":1,\"viewer_count_max\":1,\"viewer_count_sum\":1";

    @Test
    void readsTheDocumentsExampleAlthoughItIsNoJson() throws IOException {
        Read read = read(Fixtures.bytes("answers/document-example-with-trailing-comma.json"));

        assertThat(read.lenient()).isTrue();
        assertThat(read.successful()).isTrue();
        assertThat(read.message()).isEqualTo("Found viewers");
        assertThat(read.samples())
                .containsExactly(new ViewerSample(
                        "demo-origin",
                        "sestore3/username/path/filename.mp4",
                        20,
                        10,
                        30,
                        100,
                        seconds("2014-09-21T15:11:00")));
    }

    @Test
    void readsNumbersHoweverPhpTypedThem() throws IOException {
        Read read = read(Fixtures.bytes("answers/numbers-as-text-and-fractions.json"));

        assertThat(read.lenient()).isFalse();
        assertThat(read.misfits()).isEmpty();
        assertThat(read.samples())
                .containsExactly(
                        new ViewerSample("demo-origin", "live_1", 20.5, 10, 30, 100, seconds("2026-11-22T15:11:00")),
                        new ViewerSample("4242", "live_1", 20, 10, 30, 100, seconds("2026-11-22T15:12:00")));
    }

    @Test
    void readsAnObjectOfRecordsAsItsValues() throws IOException {
        Read read = read(Fixtures.bytes("answers/data-as-object.json"));

        assertThat(read.samples()).extracting(ViewerSample::stream).containsExactly("live_1", "live_2");
    }

    @Test
    void keepsGoodRowsAmongBadOnes() throws IOException {
        Read read = read(Fixtures.bytes("answers/bad-rows-among-good.json"));

        assertThat(read.samples()).extracting(ViewerSample::stream).containsExactly("live_1", "直播/频道");
        assertThat(read.misfits())
                .extracting(Misfit::field)
                .containsExactly(
                        "app",
                        "video_url",
                        "viewer_count_min",
                        "viewer_count_avg",
                        "viewer_count_max",
                        "time",
                        "viewer_count_sum",
                        null);
    }

    @Test
    void keepsABadRowInTheProvidersBytes() throws IOException {
        String row = "{ \"app\" : \"直播\" , \"time\":\"never\" }";

        Read read = json("{\"status\":\"success\",\"data\":[" + row + ",7]}");

        assertThat(read.misfits()).extracting(Misfit::input).containsExactly(row, "7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":null}",
                "{\"status\":\"success\",\"data\":false}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"SUCCESS\",\"data\":\"\"}",
            })
    void readsEveryFormOfNothing(String body) throws IOException {
        Read read = json(body);

        assertThat(read.successful()).isTrue();
        assertThat(read.samples()).isEmpty();
        assertThat(read.misfits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.3795 seconds\"", "0.3795", "null", "[1]", "{\"a\":{}}", "\"soon\""})
    void neverFailsOnTheHandleTime(String handleTime) throws IOException {
        Read read = json("{\"handle_time\":" + handleTime + ",\"status\":\"failure\",\"message\":\"No\"}");

        assertThat(read.message()).isEqualTo("No");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>502</html>",
                "[]",
                "{\"status\":\"success\",\"data\":[{},",
                "{\"status\":\"success\"} and more",
                "{\"status\":\"success\",\"data\":true}",
                "{'status':'success'}",
            })
    void findsWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "99999999999999999999", "-0.5", "0x10", "NaN", "true"})
    void refusesACountThatIsNone(String count) throws IOException {
        Read read = json("{\"data\":[{\"app\":\"a\",\"video_url\":\"b\","
                + RECORD.replace("sum\":1", "sum\":\"" + count + "\"") + ",\"time\":\"2026-11-22 15:11:00\"}]}");

        assertThat(read.samples()).isEmpty();
        assertThat(read.misfits()).extracting(Misfit::field).containsExactly("viewer_count_sum");
    }

    @Test
    void readsTimesByHandAsTheCalendarHasThem() {
        assertThat(ViewerSample.localSeconds("2024-02-29 23:59:58")).isEqualTo(seconds("2024-02-29T23:59:58"));
        assertThat(ViewerSample.localSeconds("1969-12-31 23:59:59")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00 00:00:00",
                "2025-02-29 00:00:00",
                "2026-11-22 24:00:00",
                "2026-11-22T15:11:00",
                "2026-11-22 15:11",
                "+026-11-22 15:11:00",
                ""
            })
    void refusesATimeThatIsNone(String time) {
        assertThatThrownBy(() -> ViewerSample.localSeconds(time)).isInstanceOf(DateTimeException.class);
    }

    /** Wherever the body is cut into pieces, what is read is the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "document-example-with-trailing-comma.json",
                "numbers-as-text-and-fractions.json",
                "data-as-object.json",
                "bad-rows-among-good.json",
            })
    void readsTheSameHoweverTheBodyIsCut(String answer) throws IOException {
        byte[] body = Fixtures.bytes("answers/" + answer);
        Read whole = read(body);
        byte[][] bytes = new byte[body.length][];
        for (int at = 0; at < body.length; at++) {
            bytes[at] = Arrays.copyOfRange(body, at, at + 1);
            assertThat(read(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at, body.length)))
                    .as("cut at %s", at)
                    .isEqualTo(whole);
        }
        assertThat(read(bytes)).as("byte by byte").isEqualTo(whole);
    }

    @Test
    void seesATrailingCommaInAnEarlierPiece() throws IOException {
        byte[] end = "  ]}".getBytes(UTF_8);

        assertThat(read("{\"data\":[1 , \n".getBytes(UTF_8), " ".getBytes(UTF_8), end).lenient)
                .isTrue();
        assertThat(read("{\"data\":[1 \n".getBytes(UTF_8), " ".getBytes(UTF_8), end).lenient)
                .isFalse();
        assertThat(json("{\"message\":\"so,\"}").lenient).isFalse();
    }

    @Test
    void givesNoRowsOfAFailureThatAnnouncedItself() throws IOException {
        String row = "{\"app\":\"a\",\"video_url\":\"b\"," + RECORD + ",\"time\":\"2026-11-22 15:11:00\"}";

        assertThat(json("{\"status\":\"failure\",\"data\":[" + row + ",7]}")
                        .json
                        .records())
                .isZero();
        assertThat(json("{\"data\":[" + row + ",7],\"status\":\"failure\"}")
                        .json
                        .records())
                .isEqualTo(2);
    }

    @Test
    void keepsOnlyTheBeginningOfABadRowThatIsVeryLong() throws IOException {
        String row = "{\"app\":\"" + "x".repeat(50_000) + "\"}";

        Read read = json("{\"data\":[" + row + "]}");

        assertThat(read.misfits).extracting(Misfit::input).containsExactly(row.substring(0, 8192));
    }

    private static Read json(String body) throws IOException {
        return read(body.getBytes(UTF_8));
    }

    private static Read read(byte[]... pieces) throws IOException {
        List<ViewerSample> samples = new ArrayList<>();
        List<Misfit> misfits = new ArrayList<>();
        ScaleEngineJson json = new ScaleEngineJson(samples::add, misfits::add);
        for (byte[] piece : pieces) {
            json.read(piece);
        }
        json.end();
        return new Read(json, json.status(), json.message(), json.lenient(), samples, misfits);
    }

    /** All that was read of one body. */
    private record Read(
            ScaleEngineJson json,
            String status,
            String message,
            boolean lenient,
            List<ViewerSample> samples,
            List<Misfit> misfits) {

        boolean successful() {
            return json.successful();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Read that && said().equals(that.said());
        }

        @Override
        public int hashCode() {
            return said().hashCode();
        }

        private List<Object> said() {
            return List.of(status, message, lenient, samples, misfits);
        }
    }

    private static long seconds(String time) {
        return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
    }
}
