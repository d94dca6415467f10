package io.tallylight.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

/** FULL_TRANSITIVE, as the registry is told to demand it, against every version in released/. */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("released");

    @Test
    void readsWhatEveryReleaseHasWritten() {
        List<String> problems = pairs().flatMap(
                        pair -> problems(pair, SchemaCompatibility.checkReaderWriterCompatibility(pair.now, pair.then)))
                .toList();

        assertThat(problems).isEmpty();
    }

    @Test
    void isReadByEveryRelease() {
        List<String> problems = pairs().flatMap(
                        pair -> problems(pair, SchemaCompatibility.checkReaderWriterCompatibility(pair.then, pair.now)))
                .toList();

        assertThat(problems).isEmpty();
    }

    @Test
    void everyReleaseHoldsTheSchemaOfATopicThatIsStillThere() {
        assertThat(releases()).isNotEmpty();
        assertThat(releases().stream().map(release -> pairs(release).count())).doesNotContain(0L);
    }

    /** One type in a release and now. */
    private record Pair(Path release, Schema then, Schema now) {}

    private static Stream<Pair> pairs() {
        return releases().stream().flatMap(CompatibilityTest::pairs);
    }

    private static Stream<Pair> pairs(Path release) {
        List<Schema> then = parse(release);
        return Topics.all().stream()
                .map(topic -> RegisteredSchemas.published(topic).rawSchema())
                .distinct()
                .flatMap(now -> named(now.getFullName(), then).map(old -> new Pair(release, old, now)).stream());
    }

    private static Optional<Schema> named(String fullName, List<Schema> schemas) {
        return schemas.stream()
                .filter(schema -> schema.getFullName().equals(fullName))
                .findFirst();
    }

    private static Stream<String> problems(Pair pair, SchemaPairCompatibility result) {
        if (result.getType() == SchemaCompatibilityType.COMPATIBLE) return Stream.empty();
        return result.getResult().getIncompatibilities().stream()
                .map(problem -> pair.release + " " + pair.now.getName() + problem.getLocation() + ": "
                        + problem.getType() + " " + problem.getMessage());
    }

    private static List<Schema> parse(Path release) {
        try (Stream<Path> files = Files.list(release)) {
            SchemaParser parser = new SchemaParser();
            for (Path file : files.sorted().toList()) parser.parse(file);
            return parser.getParsedNamedSchemas();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> releases() {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
