package io.tallylight.runtime;

/** A value that must never be seen: it prints as {@code ***}. */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
