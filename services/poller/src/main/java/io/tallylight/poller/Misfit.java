package io.tallylight.poller;

import org.jspecify.annotations.Nullable;

/**
 * One row of an answer that cannot become an event. The rest of the answer is not lost for it.
 *
 * @param reason what was expected and what was found
 * @param field the provider's name of the field at fault
 * @param input the row as the provider sent it, as text
 */
public record Misfit(String reason, @Nullable String field, String input) {}
