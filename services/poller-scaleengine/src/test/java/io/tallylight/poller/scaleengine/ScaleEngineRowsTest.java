package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScaleEngineRowsTest {

    private static final int ASKED_MINUTES = 60;
    private static final int ASKED_HOURS = 3600;
    private final ScaleEngineRows utc = new ScaleEngineRows("158", ZoneOffset.UTC);

    @Test
    void namesARowByAccountAppStreamWindowAndTime() {
        Row row = utc.of(at("2026-11-22 15:11:00"), day(22), ASKED_MINUTES).get(0);

        assertThat(event(row).getId()).isEqualTo("scaleengine/158/demo/live_1/60/2026-11-22T15:11:00Z");
        assertThat(row.key()).isEqualTo("scaleengine/158/demo/live_1");
        assertThat(row.at()).isEqualTo("2026-11-22T15:11:00Z");
        assertThat(row.position()).isEqualTo(row.at());
        assertThat(event(row).getViewersSum()).isEqualTo(100);
        assertThat(event(row).getFlags()).isEmpty();
    }

    @Test
    void readsTimesInTheProvidersZone() {
        ScaleEngineRows shanghai = new ScaleEngineRows("158", ZoneId.of("Asia/Shanghai"));

        List<Row> rows = shanghai.of(at("2026-11-23 07:00:00"), day(22), ASKED_MINUTES);

        assertThat(rows).extracting(Row::at).containsExactly(Instant.parse("2026-11-22T23:00:00Z"));
    }

    @Test
    void dropsRowsThatWereNotAskedFor() {
        List<Row> rows = utc.of(
                at("2026-11-21 23:59:00", "2026-11-22 00:00:00", "2026-11-22 23:59:00", "2026-11-23 00:00:00"),
                day(22),
                ASKED_MINUTES);

        assertThat(rows)
                .extracting(Row::at)
                .containsExactly(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T23:59:00Z"));
    }

    @Test
    void seesFromTheSpacingThatItWasGivenHoursForMinutes() {
        List<Row> rows =
                utc.of(at("2026-11-22 09:00:00", "2026-11-22 10:00:00", "2026-11-22 11:00:00"), day(22), ASKED_MINUTES);

        assertThat(rows).extracting(row -> event(row).getWindowSeconds()).containsOnly(3600);
    }

    @Test
    void seesFromTheSpacingThatItWasGivenDaysForHours() {
        List<ViewerSample> days = at("2026-11-20 00:00:00", "2026-11-21 00:00:00", "2026-11-22 00:00:00");

        assertThat(ScaleEngineRows.windowSeconds(days, ASKED_HOURS)).isEqualTo(86_400);
    }

    @Test
    void acceptsMinutesWhereItAskedForHours() {
        assertThat(ScaleEngineRows.windowSeconds(at("2026-11-22 09:00:00", "2026-11-22 09:01:00"), ASKED_HOURS))
                .isEqualTo(60);
    }

    @Test
    void takesTwoLoneMinutesAnHourApartForMinutes() {
        assertThat(ScaleEngineRows.windowSeconds(at("2026-11-22 09:00:00", "2026-11-22 10:00:00"), ASKED_MINUTES))
                .isEqualTo(60);
    }

    @Test
    void keepsTheDayThatHoldsTheSpan() {
        List<ViewerSample> days = at("2026-11-21 00:00:00", "2026-11-22 00:00:00", "2026-11-23 00:00:00");

        List<Row> rows = utc.of(days, Fixtures.span("2026-11-22T06:00:00Z", "2026-11-22T12:00:00Z"), ASKED_MINUTES);

        assertThat(rows).extracting(Row::at).containsExactly(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void keepsALongWindowInMindAtItsLastMinute() {
        List<Row> rows = utc.of(at("2026-11-22 09:00:00"), day(22), ASKED_HOURS);

        assertThat(rows).extracting(Row::position).containsExactly(Instant.parse("2026-11-22T09:59:00Z"));
    }

    @Test
    void flagsAnAverageBeyondTheBounds() {
        ViewerSample odd =
                new ViewerSample("demo", "live_1", 40, 10, 30, 100, ViewerSample.localSeconds("2026-11-22 15:11:00"));

        assertThat(event(utc.of(List.of(odd), day(22), ASKED_MINUTES).get(0)).getFlags())
                .containsExactly("anomaly");
    }

    @Test
    void keepsTheLastOfTwoRowsForOneMinute() {
        ViewerSample first = at("2026-11-22 15:11:00").get(0);
        ViewerSample second = new ViewerSample("demo", "live_1", 21, 10, 30, 105, first.localSeconds());

        List<Row> rows = utc.of(List.of(first, second), day(22), ASKED_MINUTES);

        assertThat(rows).extracting(row -> event(row).getViewersSum()).containsExactly(105L);
    }

    private static List<ViewerSample> at(String... times) {
        return Stream.of(times)
                .map(time -> new ViewerSample("demo", "live_1", 20, 10, 30, 100, ViewerSample.localSeconds(time)))
                .toList();
    }

    private static io.tallylight.poller.Span day(int day) {
        return Fixtures.span("2026-11-" + day + "T00:00:00Z", "2026-11-" + (day + 1) + "T00:00:00Z");
    }

    private static ViewerCount event(Row row) {
        return (ViewerCount) row.event();
    }
}
