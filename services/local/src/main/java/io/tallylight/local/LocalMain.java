package io.tallylight.local;

import io.tallylight.runtime.BadInput;
import io.tallylight.runtime.Logs;
import io.tallylight.schemas.ContractException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;

/** {@code scripts/demo}. */
public final class LocalMain {

    private LocalMain() {}

    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        Logs.TEXT.configure();
        System.exit(command().execute(args));
    }

    /** The command as a value, which ends no process. */
    static CommandLine command() {
        return new CommandLine(new Demo())
                .registerConverter(Duration.class, Durations::parse)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    command.getErr().println(sentence(fault));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** What people can mend needs no stack trace; anything else is a defect of ours and keeps it. */
    private static String sentence(Exception fault) throws Exception {
        if (fault instanceof BadInput || fault instanceof IllegalStateException || fault instanceof ContractException) {
            return String.valueOf(fault.getMessage());
        }
        if (fault instanceof KafkaException && fault.getCause() != null) {
            return fault.getMessage() + ": " + fault.getCause().getMessage();
        }
        throw fault;
    }
}
