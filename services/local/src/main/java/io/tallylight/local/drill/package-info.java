/**
 * Pollers in processes of their own, faults of every kind, and the topics compared with the truth afterwards. Start with
 * {@link io.tallylight.local.drill.DrillRun}; a {@link io.tallylight.local.drill.Scene} is the stage of one story.
 */
@NullMarked
package io.tallylight.local.drill;

import org.jspecify.annotations.NullMarked;
