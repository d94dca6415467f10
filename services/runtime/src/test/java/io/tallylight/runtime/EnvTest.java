package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTest {

    private record Every(
            String text,
            String plain,
            String matching,
            URI uri,
            int integer,
            Duration duration,
            boolean flag,
            ZoneId zone,
            Pattern pattern,
            Logs choice,
            Path path,
            Map<String, String> properties) {

        static Every from(Env env) {
            return new Every(
                    env.text("TEXT"),
                    env.text("PLAIN", "p"),
                    env.matching("MATCHING", "a", Pattern.compile("[a-z]"), "one letter"),
                    env.uri("URI"),
                    env.integer("INTEGER", 5, 1, 9),
                    env.duration("DURATION", Duration.ofSeconds(1)),
                    env.flag("FLAG", false),
                    env.zone("ZONE", ZoneId.of("UTC")),
                    env.pattern("PATTERN", Pattern.compile("x*")),
                    env.choice("CHOICE", Logs.TEXT),
                    env.path("A_PATH"),
                    env.properties("PROPERTIES"));
        }
    }

    @TempDir
    Path folder;

    @Test
    void readsEveryTypeAsItWasSet() throws IOException {
        Path properties = Files.writeString(folder.resolve("it.properties"), "a = b\n");
        Map<String, String> set = Map.ofEntries(
                Map.entry("TEXT", "t"),
                Map.entry("PLAIN", "q"),
                Map.entry("MATCHING", "z"),
                Map.entry("URI", "https://host:1/path"),
                Map.entry("INTEGER", "9"),
                Map.entry("DURATION", "PT2M"),
                Map.entry("FLAG", "true"),
                Map.entry("ZONE", "Asia/Shanghai"),
                Map.entry("PATTERN", "y+"),
                Map.entry("CHOICE", "json"),
                Map.entry("A_PATH", folder.toString()),
                Map.entry("PROPERTIES", properties.toString()));

        Every read = Env.read(set, Every::from);

        assertThat(read.pattern().pattern()).isEqualTo("y+");
        assertThat(read)
                .isEqualTo(new Every(
                        "t",
                        "q",
                        "z",
                        URI.create("https://host:1/path"),
                        9,
                        Duration.ofMinutes(2),
                        true,
                        ZoneId.of("Asia/Shanghai"),
                        read.pattern(),
                        Logs.JSON,
                        folder,
                        Map.of("a", "b")));
    }

    @Test
    void takesTheFallbackForWhatIsUnsetOrBlank() {
        Every read = Env.read(
                Map.of("TEXT", "t", "URI", "http://h", "A_PATH", folder.toString(), "INTEGER", " "), Every::from);

        assertThat(read.integer()).isEqualTo(5);
        assertThat(read.duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.flag()).isFalse();
        assertThat(read.choice()).isEqualTo(Logs.TEXT);
        assertThat(read.properties()).isEmpty();
    }

    @Test
    void tellsAllProblemsAtOnce() {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("MATCHING", "zz"),
                Map.entry("URI", "ftp://h"),
                Map.entry("INTEGER", "10"),
                Map.entry("DURATION", "-PT1S"),
                Map.entry("FLAG", "yes"),
                Map.entry("ZONE", "Mars/North"),
                Map.entry("PATTERN", "("),
                Map.entry("CHOICE", "xml"),
                Map.entry("A_PATH", "/not/there"),
                Map.entry("PROPERTIES", folder.toString()));

        assertThatThrownBy(() -> Env.read(wrong, Every::from))
                .isInstanceOf(Env.Malformed.class)
                .extracting(fault -> String.valueOf(fault.getMessage()).lines().toList())
                .isEqualTo(List.of(
                        "TEXT is required: expected a text",
                        "MATCHING is malformed: expected one letter, found 'zz'",
                        "URI is malformed: expected an http or https URL without credentials, found 'ftp://h'",
                        "INTEGER is malformed: expected an integer from 1 to 9, found '10'",
                        "DURATION is malformed: expected an ISO-8601 duration such as PT30S, found '-PT1S'",
                        "FLAG is malformed: expected true or false, found 'yes'",
                        "ZONE is malformed: expected a time zone such as Asia/Shanghai, found 'Mars/North'",
                        "PATTERN is malformed: expected a regular expression, found '('",
                        "CHOICE is malformed: expected one of text, json, found 'xml'",
                        "A_PATH is malformed: expected a file or folder that can be read, found '/not/there'",
                        "PROPERTIES is malformed: expected a properties file that can be read, found '" + folder
                                + "'"));
    }

    @ParameterizedTest
    @CsvSource({"URI,nonsense", "URI,http:///path", "INTEGER,0", "INTEGER,five", "DURATION,30", "CHOICE,''' '''"})
    void refuses(String key, String value) {
        Function<Env, Object> one = env -> switch (key) {
            case "URI" -> env.uri(key, URI.create("http://h"));
            case "INTEGER" -> env.integer(key, 5, 1, 9);
            case "DURATION" -> env.duration(key, Duration.ZERO);
            default -> env.choice(key, Logs.TEXT);
        };

        assertThatThrownBy(() -> Env.read(Map.of(key, value), one)).hasMessageStartingWith(key + " is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:hunter22@host/", "htp:me:hunter22@host", "http://me:hun@ter22@ho st"})
    void neverPrintsTheCredentialsOfAnAddress(String address) {
        assertThatThrownBy(() -> Env.read(Map.of("URI", address), env -> env.uri("URI")))
                .hasMessageContaining("without credentials")
                .hasMessageNotContainingAny("hunter22", "hun", "ter22");
    }

    @Test
    void listsEveryKeyWithItsFallbackInOrder() {
        assertThat(Env.settings(Every::from))
                .containsExactly(
                        new Env.Setting("TEXT", ""),
                        new Env.Setting("PLAIN", "p"),
                        new Env.Setting("MATCHING", "a"),
                        new Env.Setting("URI", ""),
                        new Env.Setting("INTEGER", "5"),
                        new Env.Setting("DURATION", "PT1S"),
                        new Env.Setting("FLAG", "false"),
                        new Env.Setting("ZONE", "UTC"),
                        new Env.Setting("PATTERN", "x*"),
                        new Env.Setting("CHOICE", "text"),
                        new Env.Setting("A_PATH", ""),
                        new Env.Setting("PROPERTIES", ""));
    }
}
