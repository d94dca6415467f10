/** Broker, registry and the processes that are measured. Start with {@link io.tallylight.benchmarks.stage.Subject}. */
@NullMarked
package io.tallylight.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
