package io.tallylight.poller.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import io.tallylight.poller.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuaweiJsonTest {

    private static final String KEY =
            "huawei/77b6a44cba5143ab91d13ab9a8ff44fd/www.huaweiott.pushdomain.com/live/channelId";

    @Test
    void readsTheProvidersExample() throws IOException {
        HuaweiJson.Page page = read("example-answer");

        assertThat(page.total()).hasValue(50);
        assertThat(page.received()).isEqualTo(2);
        Row row = page.rows().get(0);
        SpliceSignal event = Fixtures.event(row);
        assertThat(row.key()).isEqualTo(KEY);
        assertThat(row.at()).isEqualTo(Instant.ofEpochSecond(1741594376));
        assertThat(event.getSignalType()).isEqualTo(SignalType.SPLICE_INSERT);
        assertThat(event.getTypeText()).isEqualTo("Splice Insert");
        assertThat(event.getEventId()).isEqualTo(100);
        assertThat(event.getDurationSeconds()).isEqualTo(120);
        assertThat(event.getSegmentationType()).isEqualTo("Provider advertisement Start");
        assertThat(event.getSegmentationTypeId()).isEqualTo(0x30);
        assertThat(event.getBase64()).isEqualTo("/DAlAAAAAAAAAP/wFAUAAAABf+/+AGAhYP4AKTLgAAEAAAAAjhdvmA==");
        assertThat(event.getRawSplice()).startsWith("{\"table_id\":252,").endsWith("\"crc32\":2510451559}");
    }

    @Test
    void tellsApartRowsThatCarryTheSameMessage() throws IOException {
        assertThat(events("example-answer"))
                .extracting(SpliceSignal::getId)
                .containsExactly(
                        KEY + "/1741594376/100/splice_insert/3a202f4b152ef0c8",
                        KEY + "/1741594378/101/splice_insert/3a202f4b152ef0c8");
    }

    /** The example's rows are 15 h older than the window that was asked for. */
    @Test
    void keepsRowsOutsideTheWindowInMindForADay() throws IOException {
        Row row = read("example-answer").rows().get(0);

        assertThat(Fixtures.event(row).getFlags()).containsExactly("outside_window");
        assertThat(row.moves()).isTrue();
        Instant day = Fixtures.ASK.finalBefore().plus(Duration.ofDays(1));
        assertThat(row.position()).isBetween(day, day.plus(Duration.ofHours(1)));
    }

    /** Another window may have shown it as outside: then it is known at another place. */
    @Test
    void seeksEveryRowWhereverItWasKeptInMind() throws IOException {
        HuaweiAsk ask = HuaweiAsk.window(Fixtures.ASK.span(), Fixtures.ASK.finalBefore(), Duration.ofSeconds(60));

        assertThat(HuaweiJson.read(Fixtures.bytes("answers/times.json"), Fixtures.CHANNEL, ask)
                        .rows())
                .allMatch(Row::moves);
    }

    @Test
    void takesWhatIsAnnouncedAheadForWhatItIs() throws IOException {
        HuaweiAsk ask = HuaweiAsk.window(Fixtures.ASK.span(), Fixtures.ASK.finalBefore(), Duration.ofSeconds(60));
        List<Row> rows = HuaweiJson.read(Fixtures.bytes("answers/times.json"), Fixtures.CHANNEL, ask)
                .rows();

        assertThat(rows)
                .extracting(
                        row -> Fixtures.event(row).getFlags().contains("outside_window"),
                        row -> row.position().equals(row.at()))
                .containsExactly(
                        tuple(true, false),
                        tuple(false, true),
                        tuple(false, true),
                        tuple(false, true),
                        tuple(true, false));
        assertThat(rows.get(2).position()).isEqualTo(Instant.ofEpochSecond(1741658700));
    }

    @Test
    void readsEverySpellingOfASegmentation() throws IOException {
        assertThat(events("segmentation-forms"))
                .extracting(SpliceSignal::getSegmentationType, SpliceSignal::getSegmentationTypeId)
                .containsExactly(
                        tuple("0x30", 0x30),
                        tuple("ProviderAdvertisementEnd", 0x31),
                        tuple("Distributor advertisement start", 0x32),
                        tuple("0X37", 0x37),
                        tuple("ProgramStart", null),
                        tuple(null, null),
                        tuple(null, null),
                        tuple(null, null));
    }

    @Test
    void readsEverySpellingOfAType() throws IOException {
        assertThat(events("types"))
                .extracting(SpliceSignal::getTypeText, SpliceSignal::getSignalType)
                .containsExactly(
                        tuple("Splice Insert", SignalType.SPLICE_INSERT),
                        tuple("TIME-SIGNAL", SignalType.TIME_SIGNAL),
                        tuple("splice_schedule", SignalType.UNKNOWN),
                        tuple("", SignalType.UNKNOWN));
    }

    @Test
    void readsEventIdsBeyondTheSignedRange() throws IOException {
        assertThat(events("large-event-id"))
                .extracting(SpliceSignal::getEventId)
                .containsExactly(4294967295L, 2147483648L);
    }

    @Test
    void tellsRegionsApart() throws IOException {
        assertThat(events("regions"))
                .extracting(SpliceSignal::getRegion, SpliceSignal::getRegionType)
                .containsExactly(tuple("cn-north-4", "master"), tuple("cn-east-3", "slave"));
        assertThat(events("regions"))
                .extracting(SpliceSignal::getId)
                .doesNotHaveDuplicates()
                .allSatisfy(id ->
                        assertThat(id).matches(KEY + "/cn-(north-4|east-3)/1741651000/7/splice_insert/[0-9a-f]{16}"));
    }

    @Test
    void tellsNoDurationFromNone() throws IOException {
        assertThat(events("no-duration"))
                .extracting(SpliceSignal::getDurationSeconds)
                .containsExactly(null, null, 0L);
    }

    @Test
    void losesNoRowToAnUnreadableMessage() throws IOException {
        assertThat(events("broken-carriers"))
                .extracting(SpliceSignal::getBase64, SpliceSignal::getRawSplice)
                .containsExactly(
                        tuple("%%% no base64", "{\"table_id\":"),
                        tuple(null, null),
                        tuple("/DAlAAAAAAAAAP/wFAUAAAABf+/+AGAhYP4AKTLgAAEAAAAAjhdvmA==", "{\"table_id\":252}"));
    }

    @Test
    void rejectsUnreadableRowsAloneAndAsTheyWereSent() throws IOException {
        HuaweiJson.Page page = read("unreadable-rows");

        assertThat(page.received()).isEqualTo(6);
        assertThat(page.rows())
                .extracting(row -> Fixtures.event(row).getEventId())
                .containsExactly(7L, 8L);
        assertThat(page.misfits())
                .extracting(misfit -> misfit.field())
                .containsExactly("start_date", "event_id", "duration", "start_date");
        assertThat(page.misfits().get(3).input()).isEqualTo("\"nonsense\"");
        assertThat(page.misfits().get(0).input()).startsWith("{\n").endsWith("}");
        assertThat(page.misfits().get(1).reason())
                .isEqualTo("expected an integer from 0 to 4294967295, found 4294967296");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null-array", "no-array", "empty-array"})
    void takesAMissingListForNoSignals(String answer) throws IOException {
        HuaweiJson.Page page = read(answer);

        assertThat(page.received()).isZero();
        assertThat(page.rows()).isEmpty();
    }

    @Test
    void flagsEveryRowOfAnUnstablePage() throws IOException {
        HuaweiAsk tired = new HuaweiAsk(
                Fixtures.ASK.span(),
                Fixtures.ASK.finalBefore(),
                Fixtures.ASK.startTime(),
                0,
                OptionalLong.of(49),
                8,
                3);
        HuaweiJson.Page page = HuaweiJson.read(Fixtures.bytes("answers/example-answer.json"), Fixtures.CHANNEL, tired);

        assertThat(page.rows())
                .allSatisfy(row ->
                        assertThat(Fixtures.event(row).getFlags()).containsExactly("outside_window", "total_unstable"));
    }

    @Test
    void refusesAnAnswerWithoutAStatistic() {
        assertThatThrownBy(() -> read("no-statistic")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>502</html>", "[]", "{\"scte35\":{\"total\":1", "{\"scte35\":{}} {}", "{\"scte35\":[]}"
            })
    void refusesWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> HuaweiJson.read(body.getBytes(UTF_8), Fixtures.CHANNEL, Fixtures.ASK))
                .isInstanceOf(IOException.class);
    }

    private static HuaweiJson.Page read(String answer) throws IOException {
        return HuaweiJson.read(Fixtures.bytes("answers/" + answer + ".json"), Fixtures.CHANNEL, Fixtures.ASK);
    }

    private static List<SpliceSignal> events(String answer) throws IOException {
        return read(answer).rows().stream().map(Fixtures::event).toList();
    }
}
