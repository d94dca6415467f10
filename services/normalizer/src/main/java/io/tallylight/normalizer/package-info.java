/**
 * Provider events to unified metrics and cues. Start with {@link io.tallylight.normalizer.NormalizerTopology}, which
 * draws the flow; what an event means is in mapping and cues.
 */
@NullMarked
package io.tallylight.normalizer;

import org.jspecify.annotations.NullMarked;
