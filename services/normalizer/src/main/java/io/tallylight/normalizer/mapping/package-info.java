/**
 * What an event means in the shared vocabulary: pure functions from one event to figures. Start with {@link
 * io.tallylight.normalizer.mapping.Mapping}, then any of the three that end in Metrics.
 */
@NullMarked
package io.tallylight.normalizer.mapping;

import org.jspecify.annotations.NullMarked;
