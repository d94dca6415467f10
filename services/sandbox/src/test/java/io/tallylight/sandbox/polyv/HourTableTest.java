package io.tallylight.sandbox.polyv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.tallylight.sandbox.Story.Playback;
import io.tallylight.sandbox.polyv.PolyvRules.Quirk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PV-S8: what shows when, and 24 rows of it. */
class HourTableTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    /** One view a minute of 60 s and 1000 bytes each; as many viewers as the day of the month. */
    private static final class Steady extends QuietStory {
        @Override
        public Playback desktop(LocalDate day, int hour, Instant asOf) {
            Instant begins = day.atTime(hour, 0).atZone(SHANGHAI).toInstant();
            long minutes =
                    Math.max(0, Math.min(60, Duration.between(begins, asOf).toMinutes()));
            return new Playback(minutes * 60, minutes * 1000, minutes, day.getDayOfMonth());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:59:59, 0", // counted at 10:00, and that saw 09:00
        "2026-11-20T11:00:00, 0",
        "2026-11-20T11:59:59, 0",
        "2026-11-20T12:00:00, 60",
        "2026-11-20T23:00:00, 60",
    })
    void showsThePlaysOfTenOClockAtNoonAtTheLatest(String localNow, long views) {
        assertThat(views(PolyvRules.documented(), localNow, 10)).isEqualTo(views);
    }

    @Test
    void showsPlaysAsFastAsTold() {
        PolyvRules fast = PolyvRules.documented().playbackDelay(Duration.ofMinutes(5), Duration.ofMinutes(1));

        assertThat(views(fast, "2026-11-20T10:35:59", 10)).isEqualTo(30);
        assertThat(views(fast, "2026-11-20T10:05:00", 10)).isZero();
    }

    @Test
    void showsNoFutureHourWhateverTheStoryKnows() {
        QuietStory prophet = new QuietStory() {
            @Override
            public Playback mobile(LocalDate day, int hour, Instant asOf) {
                return new Playback(1, 1, 1, 1);
            }
        };
        HourTable table = new HourTable(
                prophet, PolyvRules.documented(), at("2026-11-20T12:00:00"), new DayRange(DAY, DAY.plusDays(3)));

        assertThat(IntStream.range(0, 24).filter(hour -> table.mobile(hour).views() > 0))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T23:59:59, 0", "2026-11-22T00:00:00, 60000"})
    void showsBytesFromTheSecondMidnightAfterTheDay(String localNow, long bytes) {
        HourTable table = new HourTable(new Steady(), PolyvRules.documented(), at(localNow), new DayRange(DAY, DAY));

        assertThat(table.desktop(10)).isEqualTo(new Playback(3600, bytes, 60, 20));
    }

    @Test
    void addsUpTheDaysButNotTheirViewers() {
        HourTable table = new HourTable(
                new Steady(), PolyvRules.documented(), at("2026-11-22T00:00:00"), new DayRange(DAY.minusDays(1), DAY));

        assertThat(table.desktop(3)).isEqualTo(new Playback(7200, 120_000, 120, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "today,      2026-11-22, 2026-11-22",
        "yesterday,  2026-11-21, 2026-11-21",
        "this_week,  2026-11-16, 2026-11-22",
        "last_week,  2026-11-09, 2026-11-15",
        "7days,      2026-11-16, 2026-11-22",
        "'',         2026-11-16, 2026-11-22",
        "this_month, 2026-11-01, 2026-11-22",
        "last_month, 2026-10-01, 2026-10-31",
        "this_year,  2026-01-01, 2026-11-22",
        "last_year,  2025-01-01, 2025-12-31",
    })
    void knowsTheNamedRanges(String dr, LocalDate first, LocalDate last) {
        PolyvQuery query = PolyvQuery.of("dr=" + dr).orElseThrow();

        assertThat(DayRange.of(query, LocalDate.of(2026, 11, 22), true)).contains(new DayRange(first, last));
    }

    @Test
    void writesOneRowPerHourAsTheDocumentDoes() {
        String body = answer(PolyvRules.documented());

        assertThat(body.split("currentHour", -1)).hasSize(25);
        assertThat(body)
                .contains("{\"currentHour\":23,\"formatPcPlayDuration\":\"01:00:00\",\"pcPlayDuration\":3600,"
                        + "\"pcFlowSize\":60000,\"pcVideoView\":60,\"pcUniqueViewer\":20,"
                        + "\"formatMobilePlayDuration\":\"00:00:00\",\"mobilePlayDuration\":0,\"mobileFlowSize\":0,"
                        + "\"mobileVideoView\":0,\"mobileUniqueViewer\":0}]}");
    }

    @Test
    void writesOddRowsWhereTold() {
        assertThat(answer(PolyvRules.documented().with(Quirk.MISSING_HOUR)).split("currentHour", -1))
                .hasSize(24);
        assertThat(answer(PolyvRules.documented().with(Quirk.NUMERIC_STRINGS))).contains("\"pcVideoView\":\"60\"");
    }

    @Test
    void doesNotWrapAPlayDurationAtADay() {
        assertThat(List.of(PolyvAnswer.clock(731), PolyvAnswer.clock(100 * 3600 + 61)))
                .containsExactly("00:12:11", "100:01:01");
    }

    private static String answer(PolyvRules rules) {
        return PolyvAnswer.rows(
                rules, new HourTable(new Steady(), rules, at("2026-11-22T00:00:00"), new DayRange(DAY, DAY)));
    }

    private static long views(PolyvRules rules, String localNow, int hour) {
        return new HourTable(new Steady(), rules, at(localNow), new DayRange(DAY, DAY))
                .desktop(hour)
                .views();
    }

    private static Instant at(String localTime) {
        return LocalDateTime.parse(localTime).atZone(SHANGHAI).toInstant();
    }
}
