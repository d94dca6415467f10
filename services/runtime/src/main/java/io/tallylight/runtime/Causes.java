package io.tallylight.runtime;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A fault and all that caused it, in one bounded line for people: the last cause is often the only one that helps. */
final class Causes {

    private static final int MOST_DEPTH = 10;
    private static final int MOST_EACH = 300;

    private Causes() {}

    static boolean has(Throwable fault, Class<? extends Throwable> kind) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(MOST_DEPTH)
                .anyMatch(kind::isInstance);
    }

    static String inWords(Throwable fault) {
        Set<String> words = new LinkedHashSet<>();
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MOST_DEPTH; depth++, cause = cause.getCause()) {
            words.add(oneLine(cause));
        }
        return String.join(": ", words);
    }

    private static String oneLine(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("");
        return line.substring(0, Math.min(MOST_EACH, line.length()));
    }
}
