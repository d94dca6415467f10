package io.tallylight.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the demo says before it starts anything. */
class DemoOptionsIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            LocalMain.command().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void namesEachPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            int exitCode = command.execute("--kafka-port", port, "--registry-port", port, "--ops-port", "0");

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString().lines())
                    .containsExactly(
                            "Port " + port + " for Kafka is in use: stop what listens there, or choose another with"
                                    + " --kafka-port",
                            "Port " + port + " is wanted for both Kafka and the schema registry: choose another with"
                                    + " --registry-port");
        }
    }

    @Test
    void explainsALengthThatIsNone() {
        assertThat(command.execute("--for", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("--for", "expected a duration such as 90s");
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.createTempFile("tallylight", "");

        int exitCode =
                command.execute("--kafka-port", "0", "--registry-port", "0", "--ops-port", "0", "--data", file + "");

        Files.delete(file);
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("data directory cannot be used");
    }

    @Test
    void hasEveryOptionInTheReadme() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("tallylight.root"), "services/local/README.md"));

        assertThat(command.execute("--help")).isZero();
        assertThat(command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(readme + "--help --version").contains(option.longestName()));
        assertThat(out.toString()).contains("--for=TIME", "Default: 9092");
    }
}
