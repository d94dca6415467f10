package io.tallylight.normalizer.mapping;

/** What one kind of event means. Pure: no clock, no I/O, and the same event always gives the same verdict. */
public interface Mapping<E> {

    /** Whose event it is, in the provider's own names. */
    StreamName stream(E event);

    /**
     * What the event means.
     *
     * @param channel what the user's people call the stream
     */
    Verdict judge(E event, String channel);
}
