/** The event topic, compared with the provider's truth. Start with {@link io.tallylight.benchmarks.topic.Ledger}. */
@NullMarked
package io.tallylight.benchmarks.topic;

import org.jspecify.annotations.NullMarked;
