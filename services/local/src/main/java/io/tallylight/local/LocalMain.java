package io.tallylight.local;

import io.tallylight.runtime.Logs;
import picocli.CommandLine;

/** {@code scripts/demo}. */
public final class LocalMain {

    private LocalMain() {}

    public static void main(String[] args) {
        Logs.TEXT.configure();
        CommandLine command = new CommandLine(new Demo());
        command.registerConverter(java.time.Duration.class, Durations::parse);
        System.exit(command.execute(args));
    }
}
