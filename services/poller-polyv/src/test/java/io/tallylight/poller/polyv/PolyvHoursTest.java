package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.local;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolyvHoursTest {

    private static final Instant LATE = local("2026-11-25T12:00:00");

    @Test
    void readsTheDocumentsExample() throws IOException {
        PolyvHours hours = hours(example -> {}, LATE);

        assertThat(hours.misfits()).isEmpty();
        assertThat(hours.rows()).hasSize(24);
        HourlyPlayback nine = event(hours.rows().get(9));
        assertThat(nine.getDesktop()).isEqualTo(new DevicePlayback(731L, 1503824L, 9L, 5L));
        assertThat(nine.getMobile()).isEqualTo(new DevicePlayback(148L, 0L, 2L, 2L));
        assertThat(hours.rows())
                .allSatisfy(row -> assertThat(event(row).getFlags()).isEmpty());
    }

    @Test
    void namesAnHourByAccountDayAndHourOfTheProvidersZone() throws IOException {
        Row nine = hours(example -> {}, LATE).rows().get(9);

        assertThat(event(nine).getId()).isEqualTo("polyv/u1/2026-11-23/09");
        assertThat(nine.key()).isEqualTo("polyv/u1");
        assertThat(nine.at()).isEqualTo("2026-11-23T01:00:00Z");
        assertThat(event(nine).getZone()).isEqualTo("Asia/Shanghai");
        assertThat(nine.figures()).containsExactly(731L, 1503824L, 9L, 5L, 148L, 0L, 2L, 2L);
    }

    @Test
    void leavesOutHoursThatHaveNotBegun() throws IOException {
        assertThat(hours(example -> {}, local("2026-11-23T09:00:00")).rows()).hasSize(10);
        assertThat(hours(example -> {}, local("2026-11-23T08:59:59")).rows()).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-25T05:59:59,false", "2026-11-25T06:00:00,true"})
    void trustsTheTrafficFromSixOfTheSecondDayAfter(String now, boolean bytesFinal) throws IOException {
        assertThat(hours(example -> {}, local(now)).rows())
                .allSatisfy(row -> assertThat(event(row).getBytesFinal()).isEqualTo(bytesFinal));
    }

    @Test
    void readsNamesInAnyCaseAndNumbersAsTexts() throws IOException {
        PolyvHours hours = hours(
                example -> {
                    row(example, 9).set("PCFlowSize", row(example, 9).remove("pcFlowSize"));
                    row(example, 9).put("pcVideoView", "9");
                },
                LATE);

        assertThat(event(hours.rows().get(9)).getDesktop()).isEqualTo(new DevicePlayback(731L, 1503824L, 9L, 5L));
    }

    @ParameterizedTest
    @CsvSource({"00:12:12", "731", "12:11", "00:12:71"})
    void flagsADurationThatIsWrittenDifferently(String formatted) throws IOException {
        List<Row> rows = hours(example -> row(example, 9).put("formatPcPlayDuration", formatted), LATE)
                .rows();

        assertThat(event(rows.get(9)).getFlags()).containsExactly("duration_disagrees");
        assertThat(event(rows.get(9)).getDesktop().getPlaySeconds()).isEqualTo(731);
        assertThat(event(rows.get(10)).getFlags()).isEmpty();
    }

    @Test
    void readsADurationBeyondADay() throws IOException {
        List<Row> rows = hours(
                        example ->
                                row(example, 9).put("pcPlayDuration", 360_001).put("formatPcPlayDuration", "100:00:01"),
                        LATE)
                .rows();

        assertThat(event(rows.get(9)).getFlags()).isEmpty();
    }

    @Test
    void flagsEveryHourOfADayThatHasNotAll() throws IOException {
        List<Row> rows = hours(example -> example.remove(3), LATE).rows();

        assertThat(rows)
                .hasSize(23)
                .allSatisfy(row -> assertThat(event(row).getFlags()).containsExactly("day_incomplete"));
    }

    @Test
    void keepsTheLastOfTwoRowsForOneHour() throws IOException {
        List<Row> rows = hours(example -> example.add(row(example, 9).deepCopy().put("pcVideoView", 10)), LATE)
                .rows();

        assertThat(rows).hasSize(24);
        assertThat(event(rows.get(9)).getDesktop().getViews()).isEqualTo(10);
        assertThat(event(rows.get(9)).getFlags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"currentHour,24", "currentHour,-1", "pcFlowSize,-1", "mobileVideoView,1.5", "pcUniqueViewer,many"})
    void rejectsARowWithAFigureThatIsNone(String field, String value) throws IOException {
        PolyvHours hours = hours(example -> row(example, 9).put(field, value), LATE);

        assertThat(hours.misfits()).extracting(Misfit::field).containsExactly(field);
        assertThat(hours.rows()).hasSize(23);
    }

    @Test
    void rejectsARowWithoutAFieldOrThatIsNoRow() throws IOException {
        PolyvHours hours = hours(
                example -> {
                    row(example, 9).remove("mobileFlowSize");
                    example.add("text").addNull();
                },
                LATE);

        assertThat(hours.misfits())
                .extracting(Misfit::field)
                .containsExactly("mobileFlowSize", "currentHour", "currentHour");
    }

    private static PolyvHours hours(Consumer<ArrayNode> change, Instant now) throws IOException {
        JsonNode body = new JsonMapper().readTree(Fixtures.text("answers/document-example.json"));
        ArrayNode data = (ArrayNode) body.get("data");
        change.accept(data);
        return new PolyvHours("u1", Fixtures.ask("2026-11-23", local("2026-11-23T00:00:00")), data, now);
    }

    private static ObjectNode row(ArrayNode data, int hour) {
        return (ObjectNode) data.get(hour);
    }

    private static HourlyPlayback event(Row row) {
        return (HourlyPlayback) row.event();
    }
}
