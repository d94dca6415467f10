/**
 * A ScaleEngine that costs little and lies about nothing: what it will say is known beforehand. Start with {@link
 * io.tallylight.benchmarks.provider.Truth}; {@link io.tallylight.benchmarks.provider.FakeScaleEngine} tells it.
 */
@NullMarked
package io.tallylight.benchmarks.provider;

import org.jspecify.annotations.NullMarked;
