package io.tallylight.runtime;

import com.fasterxml.jackson.annotation.JsonValue;

/** A value that must never be seen: it prints as {@code ***}, also in JSON. */
public record Secret(String reveal) {

    @JsonValue
    @Override
    public String toString() {
        return "***";
    }
}
