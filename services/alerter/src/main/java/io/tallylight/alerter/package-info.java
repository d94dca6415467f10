/**
 * Ad breaks and alerts from cues. Start with {@link io.tallylight.alerter.AlerterTopology}; what is decided lies in
 * {@code watch} (one channel), {@code breaks} (the life of a break) and {@code rules} (what is wrong), all of it pure.
 */
@NullMarked
package io.tallylight.alerter;

import org.jspecify.annotations.NullMarked;
