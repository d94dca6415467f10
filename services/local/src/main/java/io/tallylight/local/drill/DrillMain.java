package io.tallylight.local.drill;

import io.tallylight.runtime.Logs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** {@code scripts/drill}. */
public final class DrillMain {

    private DrillMain() {}

    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        Logs.TEXT.configure();
        System.exit(new CommandLine(new Drill()).execute(args));
    }
}
