package io.tallylight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in a house of their own, with programs on the PATH that only pretend. */
class ScriptsIT {

    private static final Path SCRIPTS = Path.of(System.getProperty("tallylight.root", "."), "scripts");
    private static final List<String> TOOLS = List.of(
            "bash",
            "basename",
            "cat",
            "date",
            "dirname",
            "find",
            "grep",
            "head",
            "ls",
            "mkdir",
            "mv",
            "sed",
            "sleep",
            "tail",
            "touch",
            "tr");

    private record Ended(int exitCode, String out, String err) {}

    @TempDir
    private Path house;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(house.resolve("scripts"));
        Files.createDirectories(house.resolve("bin"));
        for (String script : List.of("require-java", "build-if-needed", "tallylight", "demo")) {
            Files.copy(SCRIPTS.resolve(script), house.resolve("scripts/" + script));
        }
        for (String tool : TOOLS) {
            program(tool, "exec " + found(tool) + " \"$@\"");
        }
        write("pom.xml", "");
        write("schemas/pom.xml", "");
        write("services/poller-polyv/pom.xml", "<mainClass>a.Main</mainClass>");
        write("services/poller-testkit/pom.xml", "");
    }

    @Test
    void parse() throws Exception {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Ended ended = run(null, "bash", "-n", script.toString());

                assertThat(ended.err()).as(script.toString()).isEmpty();
            }
        }
    }

    @Test
    void refuseAnOldJava() throws Exception {
        program("java", "echo '    java.specification.version = 11' >&2");

        Ended ended = run(null, "scripts/demo");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("needs Java 17 or newer", "is Java 11").hasLineCount(1);
    }

    @Test
    void refuseAVeryOldJava() throws Exception {
        program("java", "echo '    java.specification.version = 1.8' >&2");

        assertThat(run(null, "scripts/require-java").err()).contains("is Java 1.8");
    }

    @Test
    void refuseAJavaThatSaysNothing() throws Exception {
        program("java", "exit 1");

        Ended ended = run(null, "scripts/require-java");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("needs Java 17 or newer").hasLineCount(1);
    }

    @Test
    void sayThatThereIsNoJava() throws Exception {
        Ended onThePath = run(null, "scripts/require-java");
        Ended byHome = run("/not/there", "scripts/require-java");

        assertThat(onThePath.exitCode()).isEqualTo(1);
        assertThat(onThePath.err()).contains("needs Java 17 or newer, and there is no 'java'");
        assertThat(byHome.exitCode()).isEqualTo(1);
        assertThat(byHome.err()).contains("there is no '/not/there/bin/java'");
    }

    @Test
    void sayThatThereIsNoMaven() throws Exception {
        jdk();

        Ended ended = run(null, "scripts/demo");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("there is no 'mvn'").hasLineCount(1);
    }

    @Test
    void sayThatAJavaWithoutCompilerCannotBuild() throws Exception {
        program("java", "echo '    java.specification.version = 17' >&2");
        program("mvn", "exit 0");

        assertThat(run(null, "scripts/demo").err()).contains("has no compiler").hasLineCount(1);
    }

    @Test
    void sayWhyABuildFailed() throws Exception {
        jdk();
        program("mvn", "echo '[INFO] Building Tallylight [1/3]'; echo '[ERROR] no such thing'; exit 1");

        Ended ended = run(null, "scripts/build-if-needed");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("[ERROR] no such thing", "The build failed", "target/build.log");
    }

    @Test
    void buildOnceAndAgainWhenASourceIsNewer() throws Exception {
        jdk();
        write("built.sh", """
                for module in local cli benchmarks; do
                  mkdir -p services/$module/target/app/lib
                  touch services/$module/target/app/lib/$module-0.1.0.jar
                done
                """);
        program("mvn", ". ./built.sh; echo built >> builds");

        run(null, "scripts/build-if-needed");
        run(null, "scripts/build-if-needed");
        List<String> unchanged = Files.readAllLines(house.resolve("builds"));
        Path source = write("schemas/src/main/avro/New.avsc", "{}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        run(null, "scripts/build-if-needed");

        assertThat(unchanged).hasSize(1);
        assertThat(Files.readAllLines(house.resolve("builds"))).hasSize(2);
    }

    @Test
    void takeWhatMavenBuiltWithoutThem() throws Exception {
        jdk();
        write("services/cli/target/app/lib/cli-0.1.0.jar", "");
        write("services/benchmarks/target/app/lib/benchmarks-0.1.0.jar", "");
        write("services/local/target/app/lib/local-0.1.0.jar", "");

        assertThat(run(null, "scripts/build-if-needed").exitCode()).isZero();
    }

    @Test
    void nameTheServicesForOneThatIsNone() throws Exception {
        Ended ended = run(null, "scripts/tallylight", "run", "nonsense");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("poller-polyv").doesNotContain("poller-testkit");
        assertThat(run(null, "scripts/tallylight", "run").exitCode()).isEqualTo(2);
    }

    private void jdk() throws IOException {
        program("java", "echo '    java.specification.version = 17' >&2");
        program("javac", "exit 0");
    }

    private void program(String name, String body) throws IOException {
        Path program = write("bin/" + name, "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Path write(String name, String text) throws IOException {
        Path file = house.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Path found(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Ended run(@Nullable String javaHome, String... command) throws Exception {
        Path out = house.resolve("out");
        Path err = house.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        command[0].equals("bash")
                                ? Stream.of(command).toList()
                                : Stream.concat(Stream.of("bash"), Stream.of(command))
                                        .toList())
                .directory(house.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS"));
        builder.environment().putAll(Map.of("PATH", house.resolve("bin").toString(), "LC_ALL", "C"));
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
