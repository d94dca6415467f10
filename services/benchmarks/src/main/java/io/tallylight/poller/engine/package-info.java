/** Next to the engine, because what it measures is no promise of the engine's: {@link io.tallylight.poller.engine.TickCost}. */
@NullMarked
package io.tallylight.poller.engine;

import org.jspecify.annotations.NullMarked;
