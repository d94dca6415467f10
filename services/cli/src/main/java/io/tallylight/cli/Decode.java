package io.tallylight.cli;

import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tallylight decode}: SCTE-35 messages as JSON, in order, one a line. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Prints SCTE-35 messages as JSON, one object a line, in order. A message that cannot be read is "
                + "{\"error\": …}, and the exit code is then 1.")
final class Decode implements Callable<Integer> {

    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Parameters(
            paramLabel = "BASE64",
            arity = "1..*",
            description = "Messages in base64, or - to read one a line from standard input.")
    private List<String> messages = List.of();

    private boolean unreadable;

    Decode(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        for (String message : messages) {
            if (message.equals("-")) {
                lines();
            } else {
                print(message);
            }
        }
        return unreadable ? 1 : 0;
    }

    /** An empty line is a message that cannot be read: line n of the output is always about line n of the input. */
    private void lines() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            print(line);
        }
    }

    private void print(String message) {
        Map<String, Object> json = SpliceJson.of(Splice.decodeBase64(message));
        unreadable |= json.containsKey("error");
        spec.commandLine().getOut().println(RecordJson.line(json));
    }
}
