package io.tallylight.sandbox.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.sandbox.QuietStory;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.Story.Viewers;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.Quirk;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows come, and how they are written: windows, retention (SE-S7) and the quirks of rows (SE-S8). */
class ViewerLogTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:30Z");

    /** Every minute, on every stream: twice the minute of the hour as average, 5 samples. */
    private static final class Clockwork extends QuietStory {
        private static final List<List<String>> STREAMS = List.of(
                List.of("demo-origin", "mystream_720p"),
                List.of("demo-origin", "mystream_360p"),
                List.of("demo-origin", "sestore3/username/path/filename.mp4"),
                List.of("demo-vod", "film"));

        @Override
        public List<Viewers> viewers(Instant from, Instant to, Instant asOf) {
            List<Viewers> rows = new ArrayList<>();
            Instant first = from.plusNanos(59_999_999_999L).truncatedTo(ChronoUnit.MINUTES);
            for (Instant at = first; at.isBefore(to) && !at.isAfter(asOf); at = at.plusSeconds(60)) {
                int avg = (int) (at.getEpochSecond() / 60 % 60) * 2;
                for (List<String> stream : STREAMS) {
                    rows.add(new Viewers(stream.get(0), stream.get(1), at, avg, avg / 2, avg * 2, avg * 5));
                }
            }
            return rows;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-23 01:00:00, 361, 2026-11-23 01:00:00, 2026-11-23 07:00:00",
        "2, 2026-11-22 01:00:00, 1441, 2026-11-22 01:00:00, 2026-11-23 01:00:00",
        "3, 2026-11-10 01:00:00, 169, 2026-11-10 01:00:00, 2026-11-17 01:00:00",
        "4, 2026-10-10 00:00:00, 31, 2026-10-10 00:00:00, 2026-11-09 00:00:00",
    })
    void beginsAtTheStartTimeAndEndsAfterTheGraphsWindow(int graph, String start, int rows, String first, String last) {
        List<String> times = times(ask(ScaleEngineRules.documented(), graph, start, ",\"url\":\"mystream_720p\""));

        assertThat(times).hasSize(rows).startsWith(first).endsWith(last).isSorted();
    }

    @Test
    void tellsTheWindowBeforeNowWhereNoStartIsGiven() {
        List<String> times = times(ask(ScaleEngineRules.documented(), 1, "", ",\"url\":\"mystream_720p\""));

        assertThat(times).hasSize(360).startsWith("2026-11-23 06:01:00").endsWith("2026-11-23 12:00:00");
    }

    @Test
    void tellsNothingOfTheFuture() {
        assertThat(times(ask(ScaleEngineRules.documented(), 1, "2026-11-23 12:00:00", ",\"url\":\"mystream_720p\"")))
                .containsExactly("2026-11-23 12:00:00");
        assertThat(times(ask(ScaleEngineRules.documented(), 1, "2026-11-23 12:01:00", "")))
                .isEmpty();
    }

    @Test
    void readsAndWritesTimesInTheProvidersZone() {
        ScaleEngineRules shanghai = ScaleEngineRules.documented().zone(ZoneId.of("Asia/Shanghai"));

        assertThat(times(ask(shanghai, 1, "2026-11-23 20:00:00", ",\"url\":\"mystream_720p\"")))
                .containsExactly("2026-11-23 20:00:00");
    }

    @Test
    void makesAnHourOfItsMinutes() {
        JsonNode hour = ask(ScaleEngineRules.documented(), 3, "2026-11-20 00:00:00", ",\"url\":\"mystream_720p\"")
                .get(0);

        assertThat(hour)
                .hasToString("{\"app\":\"demo-origin\",\"video_url\":\"mystream_720p\",\"viewer_count_avg\":59,"
                        + "\"viewer_count_min\":0,\"viewer_count_max\":236,\"viewer_count_sum\":17700,"
                        + "\"time\":\"2026-11-20 00:00:00\"}");
    }

    @Test
    void tellsHoursWhereMinutesAreNoLongerKept() {
        String start = "2026-11-16 11:00:00"; // seven days and an hour ago

        List<String> week = times(ask(ScaleEngineRules.documented(), 1, start, ",\"url\":\"mystream_720p\""));
        List<String> fortnight = times(ask(
                ScaleEngineRules.documented().minuteRetention(Duration.ofDays(15)),
                1,
                start,
                ",\"url\":\"mystream_720p\""));

        assertThat(week)
                .startsWith("2026-11-16 11:00:00", "2026-11-16 12:00:00", "2026-11-16 13:00:00", "2026-11-16 13:01:00");
        assertThat(fortnight).startsWith("2026-11-16 11:00:00", "2026-11-16 11:01:00");
    }

    @Test
    void tellsDaysWhereHoursAreNoLongerKept() {
        assertThat(times(ask(ScaleEngineRules.documented(), 3, "2026-10-08 00:00:00", ",\"url\":\"mystream_720p\"")))
                .startsWith("2026-10-08 00:00:00", "2026-10-09 00:00:00", "2026-10-10 00:00:00", "2026-10-10 01:00:00");
        assertThat(times(ask(ScaleEngineRules.documented(), 2, "2026-09-01 00:00:00", ",\"url\":\"mystream_720p\"")))
                .containsExactly("2026-09-01 00:00:00", "2026-09-02 00:00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'\"demo-origin\"'; ''; mystream_720p mystream_360p sestore3/username/path/filename.mp4",
                "'\"demo-origin\"'; ',\"url\":\"\"'; mystream_720p mystream_360p sestore3/username/path/filename.mp4",
                "'\"demo-origin\"'; ',\"url\":[]'; mystream_720p mystream_360p sestore3/username/path/filename.mp4",
                "'\"demo-origin\"'; ',\"url\":\"mystream_*\"'; mystream_720p mystream_360p",
                "'\"demo-origin\"'; ',\"url\":\"mystream.720p\"'; ''",
                "'\"demo-origin\"'; ',\"url\":\"*_360p|*.mp4\"'; mystream_360p sestore3/username/path/filename.mp4",
                "'\"demo-origin\"'; ',\"url\":[\"mystream_720p\",\"x|*_360p\"]'; mystream_720p mystream_360p",
                "4242; ''; film",
                "4243; ''; ''",
                "'[\"demo-origin\",4242]'; ',\"url\":\"f*|*720p\"'; mystream_720p film",
            })
    void tellsTheStreamsThatWereAskedFor(String app, String url, String streams) {
        String request = SignedCall.members(0, ",\"graph\":1,\"starttime\":\"2026-11-23 12:00:00\"" + url)
                .replace("\"demo-origin\"", app);

        assertThat(rows(ScaleEngineRules.documented(), request)
                        .map(row -> row.path("video_url").asText()))
                .containsExactly(streams.isEmpty() ? new String[0] : streams.split(" ", -1));
    }

    @Test
    void countsTheNewestMinuteLowUntilItHasSettled() {
        ScaleEngineRules late = ScaleEngineRules.documented().with(Quirk.LATE_REVISION);

        List<Integer> averages = Stream.of("2026-11-23 11:58:00", "2026-11-23 11:59:00")
                .map(start ->
                        ask(late, 1, start, "").get(0).path("viewer_count_avg").intValue())
                .toList();

        assertThat(averages).containsExactly(116, 59);
    }

    @Test
    void writesRowsAsTheDocumentsOwnExampleWhichIsNotJson() {
        String body =
                body(ScaleEngineRules.documented().with(Quirk.TRAILING_COMMA), SignedCall.members(0, ",\"graph\":1"));

        assertThat(body).contains(":00\",}");
    }

    @Test
    void putsALargeAnswerTogetherWithoutAGap() throws IOException {
        Instant begin = Instant.parse("2026-11-23T00:00:00Z");

        Iterator<Viewers> rows = IntStream.range(0, 20_000)
                .mapToObj(i -> new Viewers("demo-origin", "stream-" + i, begin, i, i, i, i))
                .iterator();
        Buffer body = Buffer.buffer();
        new ViewerLogAnswer(ScaleEngineRules.documented(), rows).forEachRemaining(body::appendBuffer);

        JsonNode data = new ObjectMapper().readTree(body.getBytes()).path("data");
        assertThat(body.length()).isGreaterThan(3_000_000);
        assertThat(data).hasSize(20_000);
        assertThat(data.get(19_999).path("video_url").textValue()).isEqualTo("stream-19999");
    }

    @Test
    void holdsNoMoreOfALargeAnswerThanWhatIsTakenNext() {
        AtomicInteger told = new AtomicInteger();
        Iterator<Viewers> rows = Stream.generate(
                        () -> new Viewers("demo-origin", "stream", NOW, told.incrementAndGet(), 0, 0, 0))
                .iterator();

        Buffer first = new ViewerLogAnswer(ScaleEngineRules.documented(), rows).next();

        assertThat(first.length()).isBetween(60_000, 90_000);
        assertThat(told).hasValueLessThan(1_000);
    }

    @Test
    void writesNumbersAsStringsWhereTold() {
        assertThat(ask(ScaleEngineRules.documented().with(Quirk.NUMERIC_STRINGS), 1, "2026-11-23 11:58:00", "")
                        .get(0)
                        .path("viewer_count_avg")
                        .textValue())
                .isEqualTo("116");
    }

    private static List<JsonNode> ask(ScaleEngineRules rules, int graph, String start, String more) {
        String when = start.isEmpty() ? "" : ",\"starttime\":\"" + start + "\"";
        return rows(rules, SignedCall.members(0, ",\"graph\":" + graph + when + more))
                .toList();
    }

    private static List<String> times(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("time").textValue()).toList();
    }

    private static Stream<JsonNode> rows(ScaleEngineRules rules, String unsigned) {
        try {
            List<JsonNode> rows = new ArrayList<>();
            new ObjectMapper().readTree(body(rules, unsigned)).path("data").forEach(rows::add);
            return rows.stream();
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static String body(ScaleEngineRules rules, String unsigned) {
        ScaleEngineApi api = new ScaleEngineApi(
                () -> NOW, new Clockwork(), SignedCall.ACCOUNT, rules.apps(Map.of(4242, "demo-vod")));
        String fresh = unsigned.replace("\"timestamp\":0", "\"timestamp\":" + NOW.getEpochSecond());
        Reply reply = api.answer(SignedCall.post(SignedCall.signed(fresh)));
        Buffer whole = Buffer.buffer().appendBuffer(reply.body());
        reply.more().forEachRemaining(whole::appendBuffer);
        return whole.toString();
    }
}
