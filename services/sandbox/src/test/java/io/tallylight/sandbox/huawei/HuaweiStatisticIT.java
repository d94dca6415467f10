package io.tallylight.sandbox.huawei;

import static io.tallylight.sandbox.huawei.Caller.question;
import static io.tallylight.sandbox.huawei.Stage.ALL;
import static io.tallylight.sandbox.huawei.Stage.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.huawei.Caller.Answer;
import io.tallylight.sandbox.huawei.HuaweiRules.Filter;
import io.tallylight.sandbox.huawei.HuaweiRules.Quirk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked and what is answered: HW-S4, S5 and S8, kept and broken, over real HTTP. */
class HuaweiStatisticIT {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    // HW-S4: parameters

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=ten", "limit=10&offset=-1", "limit="})
    void refusesAPageThatCannotBe(String query) throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        assertInvalid(caller.send(stage.signed(caller, query, ALL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "app_name", "id", "type", "start_time", "end_time", "scte35"})
    void refusesAQuestionWithAMemberMissing(String member) throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        assertInvalid(caller.send(stage.signed(caller, "", ALL.replace("\"" + member + "\":", "\"other\":"))));
    }

    @Test
    void refusesWrongTypesTimesAndBodies() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        assertInvalid(
                caller.send(stage.signed(caller, "", ALL.replace("\"type\":\"scte35\"", "\"type\":\"bitrate\""))));
        assertInvalid(caller.send(stage.signed(caller, "", question("channel1", "splice_null", START, START + 1))));
        assertInvalid(caller.send(stage.signed(caller, "", question("channel1", "all", START, START))));
        assertInvalid(caller.send(stage.signed(caller, "", ALL.replace(String.valueOf(START + 600), "1.5"))));
        assertInvalid(caller.send(stage.signed(caller, "", ALL.replace(":" + START + ",", ":\"" + START + "\","))));
        assertInvalid(caller.send(stage.signed(caller, "", ALL + "}")));
    }

    // HW-S5: unknown channels

    @Test
    void failsTheQueryOfAChannelThatItDoesNotKnow() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer answer = caller.send(stage.signed(caller, "", question("channel9", "all", START, START + 600)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("LIVE.103011099");
        assertThat(answer.message()).isEqualTo("query channel statistic failed");
    }

    // HW-S8 and paging

    @Test
    void pagesThroughEverySignalOfTheStoryExactlyOnce() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        List<String> paged = new ArrayList<>();
        for (int offset = 0; paged.size() == offset; offset += 7) {
            Answer page = caller.send(stage.signed(caller, "limit=7&offset=" + offset, ALL));
            assertThat(page.total()).isEqualTo(stage.expected().size());
            page.rows().forEach(row -> paged.add(row.path("base64_data").asText()));
        }

        assertThat(paged)
                .containsExactlyInAnyOrderElementsOf(
                        stage.expected().stream().map(Signal::base64).toList());
    }

    @Test
    void showsTenRowsUnlessAskedForAnotherNumber() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        assertThat(caller.send(stage.signed(caller, "", ALL)).rows()).hasSize(10);
    }

    @Test
    void showsASignalOnlyOnceItHasArrived() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());
        Signal later = stage.expected().get(stage.expected().size() - 1);

        stage.clock.set(later.arrivesAt().minusMillis(1));
        int before = caller.send(stage.signed(caller, "", ALL)).total();
        stage.clock.set(later.arrivesAt());
        assertThat(caller.send(stage.signed(caller, "", ALL)).total()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"splice_insert", "time_signal"})
    void showsOneTypeWhenAskedForOne(String type) throws Exception {
        Caller caller = stage.start(HuaweiRules.documented());

        Answer answer = caller.send(stage.signed(caller, "limit=100", question("channel1", type, START, START + 600)));

        assertThat(answer.rows())
                .isNotEmpty()
                .allMatch(row -> row.path("type").asText().equals(type));
    }

    @Test
    void filtersByExecutionTimeOrByArrivalAsSet() throws Exception {
        Signal early = stage.expected().stream()
                .filter(s -> s.arrivesAt().isBefore(s.startAt().minusSeconds(3)))
                .findFirst()
                .orElseThrow();
        long second = early.startAt().getEpochSecond();
        String justThen = question("channel1", "all", second, second + 1);

        Caller byStart = stage.start(HuaweiRules.documented());
        assertThat(byStart.send(stage.signed(byStart, "", justThen)).rows())
                .anyMatch(row -> row.path("event_id").asLong() == early.eventId());
        Caller byArrival = stage.start(HuaweiRules.documented().filteredBy(Filter.ARRIVAL));
        assertThat(byArrival.send(stage.signed(byArrival, "", justThen)).rows())
                .noneMatch(row -> row.path("event_id").asLong() == early.eventId());
    }

    @Test
    void answersAnEmptyWindowWithNoRows_orWithNull() throws Exception {
        String empty = question("channel1", "all", START - 86_400, START - 86_399);
        Caller plain = stage.start(HuaweiRules.documented());
        Caller quirky = stage.start(HuaweiRules.documented().with(Quirk.NULL_ARRAY));

        assertThat(plain.send(stage.signed(plain, "", empty)).rows().isArray()).isTrue();
        Answer answer = quirky.send(stage.signed(quirky, "", empty));
        assertThat(answer.total()).isZero();
        assertThat(answer.rows().isNull()).isTrue();
    }

    @Test
    void writesTitlesLargeIdsAndRegionsWhenSwitchedOn() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented()
                .with(Quirk.TITLE_CASE_TYPES)
                .with(Quirk.LARGE_EVENT_IDS)
                .with(Quirk.REGIONS));
        String both = ALL.replace("\"type\":\"scte35\"", "\"type\":\"scte35\",\"region_type\":\"all\"");

        Answer answer = caller.send(stage.signed(caller, "limit=100", both));

        assertThat(texts(answer, "type")).contains("Splice Insert", "Time Signal");
        assertThat(texts(answer, "segmentation_type")).contains("Provider Advertisement Start");
        assertThat(texts(answer, "region_type")).contains("master", "slave");
        assertThat(answer.rows()).allMatch(row -> row.path("event_id").asLong() > Integer.MAX_VALUE);
        assertThat(answer.total()).isEqualTo(2 * stage.expected().size());
    }

    @Test
    void contradictsItselfAsTheDocumentDoesWhenSwitchedOn() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented().with(Quirk.MISMATCHING_CARRIERS));

        JsonNode row = caller.send(stage.signed(caller, "", ALL)).rows().path(0);

        assertThat(row.path("base64_data").asText())
                .isEqualTo("/DAlAAAAAAAAAP/wFAUAAAABf+/+AGAhYP4AKTLgAAEAAAAAjhdvmA==");
        assertThat(row.path("raw_splice").asText())
                .contains("\"splice_event_id\":9")
                .endsWith("\"crc32\":2510451559}");
    }

    @Test
    void insertsARowBetweenTwoPagesWhenSwitchedOn() throws Exception {
        Caller caller = stage.start(HuaweiRules.documented().with(Quirk.INSERTED_WHILE_PAGING));

        int first = caller.send(stage.signed(caller, "limit=10&offset=0", ALL)).total();
        int second =
                caller.send(stage.signed(caller, "limit=10&offset=10", ALL)).total();

        assertThat(second).isEqualTo(first + 1).isEqualTo(stage.expected().size());
        assertThat(caller.send(stage.signed(caller, "limit=10&offset=0", ALL)).total())
                .isEqualTo(second);
    }

    private static List<String> texts(Answer answer, String member) {
        return answer.rows().findValuesAsText(member);
    }

    private static void assertInvalid(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("LIVE.100011001");
    }
}
