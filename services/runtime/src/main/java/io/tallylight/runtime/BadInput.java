package io.tallylight.runtime;

import java.util.List;

/**
 * What people gave to a service, its settings or one of its files, is wrong. The message says all that is wrong, one
 * problem a line, and needs no stack trace.
 */
public class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInput(List<String> problems) {
        super(String.join("\n", problems));
    }

    public BadInput(List<String> problems, Throwable cause) {
        super(String.join("\n", problems), cause);
    }
}
