/**
 * The life of ad breaks, pure: no clock, no Kafka. Start with {@link io.tallylight.alerter.breaks.Life}, the states and
 * their transitions, then {@link io.tallylight.alerter.breaks.Plan}, the facts that drive them, and
 * {@link io.tallylight.alerter.breaks.Breaks}, which decides whose fact a signal is.
 */
@NullMarked
package io.tallylight.alerter.breaks;

import org.jspecify.annotations.NullMarked;
