package io.tallylight.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says what happens while it happens, with the time since the start. */
public final class Progress {

    private final PrintStream out;
    private final Instant began = Instant.now();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String what) {
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds, what));
    }

    public PrintStream out() {
        return out;
    }
}
