package io.tallylight.alerter.breaks;

/**
 * A return or cancellation whose break is not known, or not yet.
 *
 * @param orphan its batch has settled and no break can be meant
 */
public record Held(Signal signal, boolean orphan) {}
