package io.tallylight.cli;

import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tallylight decode}: SCTE-35 messages as JSON, in order, one a line. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Prints SCTE-35 messages as JSON, one object a line, in order. A message that cannot be read is "
                + "{\"error\": …}, and the exit code is then 1.")
final class Decode implements Callable<Integer> {

    @Parameters(
            paramLabel = "BASE64",
            arity = "1..*",
            description = "Messages in base64, or - to read one a line from standard input.")
    private List<String> messages = List.of();

    private boolean unreadable;

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

    private void lines() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            print(line);
        }
    }

    private void print(String message) {
        Map<String, Object> json = SpliceJson.of(Splice.decodeBase64(message));
        unreadable |= json.containsKey("error");
        System.out.println(RecordJson.line(json));
    }
}
