/** The lanes under TopologyTestDriver: start with NormalizerTopologyTest. */
@NullMarked
package io.tallylight.normalizer;

import org.jspecify.annotations.NullMarked;
