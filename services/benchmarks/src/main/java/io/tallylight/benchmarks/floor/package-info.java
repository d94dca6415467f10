/** The least that a poller must do, as fast as we can write it. Start with {@link io.tallylight.benchmarks.floor.FloorMain}. */
@NullMarked
package io.tallylight.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
