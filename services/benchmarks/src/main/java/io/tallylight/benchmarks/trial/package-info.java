/** What can be measured, and how. Start with {@link io.tallylight.benchmarks.trial.SteadyTrial}. */
@NullMarked
package io.tallylight.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
