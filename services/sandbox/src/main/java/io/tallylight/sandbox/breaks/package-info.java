/**
 * The ad breaks of the story and their SCTE-35 messages. Start with {@link io.tallylight.sandbox.breaks.BreakKind}, all
 * that can happen, then {@link io.tallylight.sandbox.breaks.AdBreaks}, when it happens.
 */
@NullMarked
package io.tallylight.sandbox.breaks;

import org.jspecify.annotations.NullMarked;
