/** {@code scripts/bench}. Start with {@link io.tallylight.benchmarks.PollerCases}: what is measured and what is wanted. */
@NullMarked
package io.tallylight.benchmarks;

import org.jspecify.annotations.NullMarked;
