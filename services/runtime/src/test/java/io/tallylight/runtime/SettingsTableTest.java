package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of settings that people read, against what is asked of the environment. */
class SettingsTableTest {

    private static final Path ROOT = Path.of(System.getProperty("tallylight.root", "../.."));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][A-Z_]+) \\| ([^|]*?) ?\\|");

    private final Program<String> bare = new Program<>("bare", env -> "", (shell, own) -> () -> {});

    @Test
    void ofTheModuleListsExactlyTheCommonKeysAndTheirDefaults() throws IOException {
        assertThat(table(ROOT.resolve("services/runtime/README.md"))).isEqualTo(asked());
    }

    @Test
    void ofTheRootListsAllCommonKeysAndTheirDefaults() throws IOException {
        assertThat(table(ROOT.resolve("README.md"))).containsAllEntriesOf(asked());
    }

    @Test
    void aProgramsOwnKeysFollowTheCommonOnes() {
        Program<String> own = new Program<>("own", env -> env.text("OWN", "x"), (shell, set) -> () -> {});

        assertThat(Service.settings(own)).endsWith(new Env.Setting("OWN", "x")).hasSize(asked().size() + 1);
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        Service.settings(bare).forEach(setting -> asked.put(setting.key(), setting.fallback()));
        return asked;
    }

    /** Keys with their defaults; "required" is how a table says that there is none. */
    private static Map<String, String> table(Path readme) throws IOException {
        return ROW.matcher(Files.readString(readme))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        SettingsTableTest::fallback,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static String fallback(MatchResult row) {
        return row.group(2).replace("`", "").replace("required", "").strip();
    }
}
