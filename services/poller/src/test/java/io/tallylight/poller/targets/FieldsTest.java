package io.tallylight.poller.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void readsTextsAndNumbersAsTexts() {
        Fields fields = fields(Map.of("app", "live", "cdn", 158L, "streams", List.of("a", 7L)));

        assertThat(fields.text("app")).isEqualTo("live");
        assertThat(fields.text("cdn")).isEqualTo("158");
        assertThat(fields.texts("streams")).containsExactly("a", "7");
        assertThat(fields.texts("app")).containsExactly("live");
        assertThat(fields.texts("absent")).isEmpty();
        assertThat(fields.problems()).isEmpty();
    }

    @Test
    void namesAFieldThatIsMissing() {
        Fields fields = fields(Map.of());

        assertThat(fields.text("app")).isEmpty();
        assertThat(fields.problems()).containsExactly("line 4, account 158: app is required: expected a text");
    }

    @Test
    void namesWhatWasExpectedAndFound() {
        Fields fields = fields(Map.of("app", List.of("a"), "url", " ", "streams", List.of()));

        assertThat(fields.text("app")).isEmpty();
        assertThat(fields.maybeText("url")).isEmpty();
        assertThat(fields.texts("streams")).isEmpty();
        assertThat(fields.problems())
                .containsExactly(
                        "line 4, account 158: app expected a text, found [a]",
                        "line 4, account 158: url expected a text, found  ",
                        "line 4, account 158: streams expected a text or a list of texts, found []");
    }

    @Test
    void namesAFieldThatNobodyAskedFor() {
        Fields fields = fields(Map.of("app", "live", "ap", "live"));
        var unused = fields.text("app");

        assertThat(fields.problems())
                .containsExactly("line 4, account 158: ap is no field of such a target; known are app");
        assertThat(unused).isEqualTo("live");
    }

    @Test
    void takesProblemsOfTheFeedsOwnFinding() {
        Fields fields = fields(Map.of());

        fields.problem("domain", "expected a host name, found '-'");

        assertThat(fields.problems()).containsExactly("line 4, account 158: domain expected a host name, found '-'");
    }

    private static Fields fields(Map<String, Object> values) {
        return new Fields("line 4, account 158", values);
    }
}
