package io.tallylight.poller.wangsu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tallylight.event.PushSession;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.wangsu.WangsuSession.Sessions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WangsuSessionTest {

    private static final Instant LATER = Instant.parse("2021-08-13T00:00:00Z");

    @Test
    void readsTheProvidersExample() throws IOException {
        Row row = rows("example-answer-one-brace").get(0);

        assertThat(row.key()).isEqualTo("wangsu/example_username/www.a.com/test/steam0");
        assertThat(row.at()).isEqualTo(Instant.ofEpochSecond(1628532000));
        PushSession event = Fixtures.event(row);
        assertThat(event.getId()).isEqualTo("wangsu/example_username/www.a.com/test/steam0/1628532000");
        assertThat(event.getEndedAt()).isEqualTo(Instant.ofEpochSecond(1628532300));
        assertThat(event.getDurationMillis()).isEqualTo(300_000);
        assertThat(event.getSpanMillis()).isEqualTo(300_000);
        assertThat(event.getFlags()).isEmpty();
    }

    /** Two of its five sessions say 600 s and last 1000 s and 2000 s; one stream stands under another domain. */
    @Test
    void flagsWhatIsOddInTheProvidersExample() throws IOException {
        assertThat(rows("example-answer-one-brace"))
                .extracting(
                        row -> Fixtures.event(row).getDomain(),
                        row -> Fixtures.event(row).getFlags())
                .containsExactly(
                        tuple("www.a.com", List.of()),
                        tuple("www.a.com", List.of()),
                        tuple("www.a.com", List.of("duration_disagrees")),
                        tuple("www.b.com", List.of("duration_disagrees", "foreign_domain")),
                        tuple("www.b.com", List.of("foreign_domain")));
    }

    @Test
    void refusesTheProvidersExampleAsItIsPrinted() {
        assertThatThrownBy(() -> rows("example-answer-two-braces")).isInstanceOf(IOException.class);
    }

    @Test
    void keepsASessionInMindAtItsEndAndExpectsItToGrow() throws IOException {
        Row row = rows("example-answer-one-brace").get(0);

        assertThat(row.position()).isEqualTo(Instant.ofEpochSecond(1628532300));
        assertThat(row.moves()).isTrue();
        assertThat(row.figures()).containsExactly(300_000L, 1_628_532_300_000L);
    }

    @Test
    void takesEveryShapeOfAnOpenEnd() throws IOException {
        Instant now = Instant.ofEpochSecond(1628697602);
        List<Row> rows = read("open-sessions", Fixtures.TARGET, now).rows();

        assertThat(rows).hasSize(5).allSatisfy(row -> {
            assertThat(Fixtures.event(row).getEndedAt()).isNull();
            assertThat(Fixtures.event(row).getSpanMillis()).isNull();
            assertThat(row.position()).isEqualTo(now);
        });
        assertThat(rows)
                .extracting(row -> Fixtures.event(row).getDurationMillis())
                .containsExactly(0L, 0L, 5000L, 7_197_000L, 0L);
    }

    @Test
    void takesAnEndOfMomentsAgoForAnEnd() throws IOException {
        List<Row> rows = read("open-sessions", Fixtures.TARGET, Instant.ofEpochSecond(1628697605))
                .rows();

        assertThat(Fixtures.event(rows.get(3)).getEndedAt()).isEqualTo(Instant.ofEpochSecond(1628697600));
    }

    @Test
    void readsEveryFormOfTimesAndNumbers() throws IOException {
        assertThat(rows("time-forms"))
                .extracting(
                        row -> row.at().getEpochSecond(),
                        row -> Fixtures.event(row).getSpanMillis())
                .containsOnly(tuple(1_628_532_000L, 300_000L))
                .hasSize(3);
        assertThat(rows("time-forms"))
                .allSatisfy(row -> assertThat(Fixtures.event(row).getFlags()).isEmpty());
    }

    @Test
    void rejectsUnreadableSessionsAloneAndAsTheyWereSent() throws IOException {
        Sessions sessions = read("unreadable-sessions", Fixtures.TARGET, LATER);

        assertThat(sessions.rows())
                .extracting(row -> row.at().getEpochSecond())
                .containsExactly(1628532000L, 1628532001L);
        assertThat(sessions.misfits())
                .extracting(Misfit::field)
                .containsExactly("startTime", "endTime", "duration", "endTime", "startTime", "stream");
        assertThat(sessions.misfits().get(4).input()).isEqualTo("\"nonsense\"");
        assertThat(sessions.misfits().get(2).input())
                .startsWith("{")
                .contains("\"duration\": -1")
                .endsWith("}");
        assertThat(sessions.misfits().get(3).reason())
                .isEqualTo("expected seconds, milliseconds or yyyy-MM-dd HH:mm:ss, found \"soon\"");
    }

    @Test
    void flagsASumThatIsNone() throws IOException {
        assertThat(rows("sum-disagrees"))
                .singleElement()
                .satisfies(row -> assertThat(Fixtures.event(row).getFlags()).containsExactly("sum_disagrees"));
    }

    @Test
    void takesTheDomainFromTheStreamsOwnPrefix() throws IOException {
        assertThat(rows("stream-names"))
                .extracting(
                        row -> Fixtures.event(row).getDomain(),
                        row -> Fixtures.event(row).getStream())
                .containsExactly(
                        tuple("www.a.com", "live/one/two"),
                        tuple("www.a.com", "live/upper"),
                        tuple("www.a.com", "live/bare"),
                        tuple("www.a.com", "live.v2/listed"),
                        tuple("www.b.com", "live/foreign"));
    }

    @Test
    void readsMembersInAnyOrder() throws IOException {
        assertThat(rows("members-in-any-order"))
                .singleElement()
                .satisfies(row -> assertThat(Fixtures.event(row).getDomain()).isEqualTo("www.a.com"));
        assertThat(WangsuJson.read(Fixtures.bytes("answers/members-in-any-order.json"))
                        .code())
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-missing", "data-null", "data-empty", "streams-null"})
    void takesNothingForNoSessions(String answer) throws IOException {
        assertThat(rows(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<xml/>", "[]", "{\"code\":\"0\"", "{\"code\":\"0\"} {}", "{\"code\":\"0\",\"data\":{}}"})
    void refusesWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> WangsuJson.read(body.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    private static List<Row> rows(String answer) throws IOException {
        return read(answer, Fixtures.TARGET, LATER).rows();
    }

    private static Sessions read(String answer, WangsuTarget target, Instant now) throws IOException {
        WangsuJson.Body body = WangsuJson.read(Fixtures.bytes("answers/" + answer + ".json"));
        return WangsuSession.read(body.domains(), target, Fixtures.config(Map.of()), now);
    }
}
