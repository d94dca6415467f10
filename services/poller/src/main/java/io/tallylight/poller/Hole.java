package io.tallylight.poller;

import io.tallylight.event.GapReason;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of event time that cannot be had, or only in longer windows. The engine tells it once, as a Gap.
 *
 * @param obtainedSeconds length of the windows that are had instead; null where none are
 * @param detail the reason in words, for a person
 */
public record Hole(Span span, GapReason reason, @Nullable Integer obtainedSeconds, String detail) {}
