package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScaleEngineRowsTest {

    private static final int ASKED_MINUTES = 60;
    private static final int ASKED_HOURS = 3600;

    @Test
    void namesARowByAccountAppStreamWindowAndTime() {
        Row row = of(at("2026-11-22 15:11:00"), day(22), ASKED_MINUTES).get(0);

        assertThat(event(row).getId()).isEqualTo("scaleengine/158/demo/live_1/60/2026-11-22T15:11:00Z");
        assertThat(row.key()).isEqualTo("scaleengine/158/demo/live_1");
        assertThat(row.at()).isEqualTo("2026-11-22T15:11:00Z");
        assertThat(row.position()).isEqualTo(row.at());
        assertThat(event(row).getViewersSum()).isEqualTo(100);
        assertThat(event(row).getFlags()).isEmpty();
    }

    @Test
    void readsTimesInTheProvidersZone() {
        List<Row> rows = of(ZoneId.of("Asia/Shanghai"), at("2026-11-23 07:00:00"), day(22), ASKED_MINUTES);

        assertThat(rows).extracting(Row::at).containsExactly(Instant.parse("2026-11-22T23:00:00Z"));
    }

    @Test
    void dropsRowsThatWereNotAskedFor() {
        List<Row> rows = of(
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
                of(at("2026-11-22 09:00:00", "2026-11-22 10:00:00", "2026-11-22 11:00:00"), day(22), ASKED_MINUTES);

        assertThat(rows).extracting(row -> event(row).getWindowSeconds()).containsOnly(3600);
    }

    @Test
    void seesFromTheSpacingThatItWasGivenDaysForHours() {
        List<ViewerSample> days = at("2026-11-20 00:00:00", "2026-11-21 00:00:00", "2026-11-22 00:00:00");

        assertThat(windowSeconds(days, ASKED_HOURS)).isEqualTo(86_400);
    }

    @Test
    void acceptsMinutesWhereItAskedForHours() {
        assertThat(windowSeconds(at("2026-11-22 09:00:00", "2026-11-22 09:01:00"), ASKED_HOURS))
                .isEqualTo(60);
    }

    @Test
    void takesTwoLoneMinutesAnHourApartForMinutes() {
        assertThat(windowSeconds(at("2026-11-22 09:00:00", "2026-11-22 10:00:00"), ASKED_MINUTES))
                .isEqualTo(60);
    }

    @Test
    void keepsTheDayThatHoldsTheSpan() {
        List<ViewerSample> days = at("2026-11-21 00:00:00", "2026-11-22 00:00:00", "2026-11-23 00:00:00");

        List<Row> rows = of(days, Fixtures.span("2026-11-22T06:00:00Z", "2026-11-22T12:00:00Z"), ASKED_MINUTES);

        assertThat(rows).extracting(Row::at).containsExactly(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void keepsALongWindowInMindAtItsLastMinute() {
        List<Row> rows = of(at("2026-11-22 09:00:00"), day(22), ASKED_HOURS);

        assertThat(rows).extracting(Row::position).containsExactly(Instant.parse("2026-11-22T09:59:00Z"));
    }

    @Test
    void flagsAnAverageBeyondTheBounds() {
        ViewerSample odd =
                new ViewerSample("demo", "live_1", 40, 10, 30, 100, ViewerSample.localSeconds("2026-11-22 15:11:00"));

        assertThat(event(of(List.of(odd), day(22), ASKED_MINUTES).get(0)).getFlags())
                .containsExactly("anomaly");
    }

    @Test
    void keepsTheLastOfTwoRowsForOneMinute() {
        ViewerSample first = at("2026-11-22 15:11:00").get(0);
        ViewerSample second = new ViewerSample("demo", "live_1", 21, 10, 30, 105, first.localSeconds());

        List<Row> rows = of(List.of(first, second), day(22), ASKED_MINUTES);

        assertThat(rows).extracting(row -> event(row).getViewersSum()).containsExactly(105L);
    }

    @Test
    void countsWhatItDrops() {
        ScaleEngineRows rows = rows(ZoneOffset.UTC, day(22), ASKED_MINUTES, row -> {});

        at("2026-11-21 23:59:00", "2026-11-22 15:11:00", "2026-11-22 15:11:00").forEach(rows::add);
        rows.end();

        assertThat(rows.dropped()).isEqualTo(2);
    }

    @Test
    void handsRowsOverAsSoonAsTheNextTimeComes() {
        List<Row> out = new ArrayList<>();
        ScaleEngineRows rows = rows(ZoneOffset.UTC, day(22), ASKED_MINUTES, out::add);

        rows.add(at("2026-11-22 15:11:00").get(0));
        assertThat(out).isEmpty();
        rows.add(at("2026-11-22 15:12:00").get(0));

        assertThat(out).extracting(Row::at).containsExactly(Instant.parse("2026-11-22T15:11:00Z"));
    }

    @Test
    void keepsBackOnlySoManyRowsWhoseWindowIsUnknown() {
        List<Row> out = new ArrayList<>();
        ScaleEngineRows rows = rows(ZoneOffset.UTC, day(22), ASKED_HOURS, out::add);

        for (int row = 0; row < ScaleEngineRows.MOST_UNDECIDED; row++) {
            rows.add(at("2026-11-22 %02d:00:00".formatted(row % 24)).get(0));
        }

        assertThat(out).hasSize(ScaleEngineRows.MOST_UNDECIDED - 1);
        assertThat(out).extracting(row -> event(row).getWindowSeconds()).containsOnly(3600);
    }

    @Test
    void keepsBackOnlySoManyRowsOfOneTime() {
        List<Row> out = new ArrayList<>();
        ScaleEngineRows rows = rows(ZoneOffset.UTC, day(22), ASKED_MINUTES, out::add);
        long time = ViewerSample.localSeconds("2026-11-22 15:11:00");

        for (int row = 0; row <= ScaleEngineRows.MOST_OF_ONE_TIME; row++) {
            rows.add(new ViewerSample("demo", "live_" + row, 20, 10, 30, 100, time));
        }

        assertThat(out).hasSize(ScaleEngineRows.MOST_OF_ONE_TIME);
    }

    @Test
    void keepsAccountsApartThatHaveStreamsOfOneName() {
        StreamNames names = new StreamNames();

        assertThat(names.of("158", "demo", "live_1").key()).isEqualTo("scaleengine/158/demo/live_1");
        assertThat(names.of("159", "demo", "live_1").key()).isEqualTo("scaleengine/159/demo/live_1");
        assertThat(names.of("158", "demo", "live_1").key()).isEqualTo("scaleengine/158/demo/live_1");
    }

    private static List<Row> of(List<ViewerSample> samples, Span span, int asked) {
        return of(ZoneOffset.UTC, samples, span, asked);
    }

    private static List<Row> of(ZoneId zone, List<ViewerSample> samples, Span span, int asked) {
        List<Row> out = new ArrayList<>();
        ScaleEngineRows rows = rows(zone, span, asked, out::add);
        samples.forEach(rows::add);
        rows.end();
        return out;
    }

    private static ScaleEngineRows rows(ZoneId zone, Span span, int asked, Consumer<Row> out) {
        ScaleEngineRows.Known known =
                new ScaleEngineRows.Known(new StreamNames(), new StreamOrder.Known(), new ViewerWindows(zone));
        return new ScaleEngineRows(known, "158", span, asked, out);
    }

    private static int windowSeconds(List<ViewerSample> samples, int asked) {
        WindowLength length = new WindowLength(asked);
        samples.forEach(sample -> length.see(sample.localSeconds()));
        return length.seconds();
    }

    private static List<ViewerSample> at(String... times) {
        return Stream.of(times)
                .map(time -> new ViewerSample("demo", "live_1", 20, 10, 30, 100, ViewerSample.localSeconds(time)))
                .toList();
    }

    private static Span day(int day) {
        return Fixtures.span("2026-11-" + day + "T00:00:00Z", "2026-11-" + (day + 1) + "T00:00:00Z");
    }

    private static ViewerCount event(Row row) {
        return (ViewerCount) row.event();
    }
}
