package io.tallylight.poller.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.ScriptedFeed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsFileTest {

    private static final String GOOD = """
            accounts:
              - account: 158
                credentials: se
                targets:
                  - app: live
                    every: PT10S
                    since: 2026-11-20T00:00:00Z
                  - app: vod
                    every: PT0.1S
              - account: 159
                credentials: se2
                targets: []
            """;

    @Test
    void readsAccountsAndTheirTargets() {
        Map<String, Target> accounts = TargetsFile.read(GOOD, new ScriptedFeed());

        assertThat(accounts).containsOnlyKeys("158", "159");
        assertThat(accounts.get("158")).extracting(Target::getCredentials).isEqualTo("se");
        assertThat(accounts.get("158"))
                .extracting(Target::getTargets)
                .isEqualTo(List.of(
                        new PollTarget(
                                "158/live",
                                10_000L,
                                Instant.parse("2026-11-20T00:00:00Z"),
                                Map.of("app", "live"),
                                null),
                        new PollTarget("158/vod", 100L, null, Map.of("app", "vod"), null)));
        assertThat(accounts.get("159")).extracting(Target::getTargets).isEqualTo(List.of());
    }

    @Test
    void readsAFileThatWantsNothing() {
        assertThat(TargetsFile.read("accounts: []", new ScriptedFeed())).isEmpty();
    }

    /** Each case replaces one piece of the good file and is refused with one problem. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every: PT10S            | every: 10s             | line 6: every: expected an ISO-8601 duration such as PT60S, found '10s'
            every: PT10S            | every: PT0.001S        | line 6: every: expected at least PT0.02S, found PT0.001S
            every: PT10S            | never: PT10S           | line 5: every is required: expected an ISO-8601 duration such as PT60S
            2026-11-20T00:00:00Z    | yesterday              | line 7: since: expected an instant such as 2026-11-20T00:00:00Z, found 'yesterday'
            app: vod                | app: live              | line 8: target 158/live stands in the file twice
            account: 159            | account: 158           | line 10: account 158 stands in the file twice
            credentials: se2        | credential: se2        | line 11: credential is not known here; known are account, credentials, targets
            credentials: se2        | credentials: ''        | line 10: credentials is required: expected a text
            targets: []             | targets: none          | line 12: expected targets as a list, found 'none'
            targets: []             | targets: [a]           | line 12: expected a target as a mapping, found 'a'
            app: vod                | app: {a: b}            | line 8: expected a text, a number or a list of them, found a mapping
            app: vod                | app: [[a]]             | line 8: expected a text, a number or a list of them, found a list
            app: vod                | app: &a [*a]           | line 8: expected a text, a number or a list of them, found a list
            app: vod                | ap: vod                | line 8, account 158: app is required: expected a text
            app: vod                | app: [x, y]            | line 8, account 158: app expected a text, found [x, y]
            credentials: se2        | account: 7             | line 11: account stands here twice
            """)
    void namesEachProblemWithItsLine(String piece, String replacement, String problem) {
        assertThatThrownBy(() ->
                        TargetsFile.read(GOOD.replaceFirst(Pattern.quote(piece), replacement), new ScriptedFeed()))
                .isInstanceOf(TargetsFile.Malformed.class)
                .hasMessageContaining(problem);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        String bad = GOOD.replace("PT10S", "10s").replace("account: 159", "account: 158");

        assertThatThrownBy(() -> TargetsFile.read(bad, new ScriptedFeed()))
                .satisfies(malformed -> assertThat(malformed).message().hasLineCount(2));
    }

    /** A file that is just being written looks like this; it must not end every target. */
    @ParameterizedTest
    @CsvSource({"''", "'# only a comment'", "'account:'", "'- a'", "'accounts: [', ", "'just text'"})
    void refusesWhatIsNoTargetsFile(String text) {
        assertThatThrownBy(() -> TargetsFile.read(text, new ScriptedFeed())).isInstanceOf(TargetsFile.Malformed.class);
    }
}
