package io.tallylight.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

/** The README's data dictionary says what the schemas say; -Ddictionary=write writes it anew. */
class DictionaryTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- dictionary: begin -->\n";
    private static final String END = "<!-- dictionary: end -->\n";

    private static final Pattern UNIT =
            Pattern.compile("milliseconds|seconds|; s\\b|hours|bytes|; By\\b|ticks of 90 kHz|\\{\\w+}|dimensionless"
                    + "|in the unit of");

    @Test
    void readmeSaysWhatTheSchemasSay() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if ("write".equals(System.getProperty("dictionary"))) {
            Files.writeString(README, readme.substring(0, begin) + Dictionary.markdown() + readme.substring(end));
        } else {
            assertThat(readme.substring(begin, end)).isEqualTo(Dictionary.markdown());
        }
    }

    @Test
    void everyTypeSaysWhatItIs() {
        assertThat(Dictionary.records())
                .allSatisfy(type -> assertThat(type.getDoc()).as(type.getName()).isNotBlank());
    }

    @Test
    void everyFieldSaysWhatItIs() {
        assertThat(fields().filter(field -> field.doc() == null || field.doc().isBlank())
                        .map(Field::name))
                .isEmpty();
    }

    @Test
    void everyNumberNamesItsUnit() {
        List<String> without = Dictionary.records().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .flatMap(type -> type.getFields().stream()
                        .filter(field -> isNumber(field.schema()))
                        .filter(field -> !UNIT.matcher(field.doc()).find())
                        .map(field -> type.getName() + "." + field.name()))
                .toList();

        assertThat(without).isEmpty();
    }

    private static Stream<Field> fields() {
        return Dictionary.records().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .flatMap(type -> type.getFields().stream());
    }

    private static boolean isNumber(Schema schema) {
        return switch (schema.getType()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            case UNION -> schema.getTypes().stream().anyMatch(DictionaryTest::isNumber);
            default -> false;
        };
    }
}
