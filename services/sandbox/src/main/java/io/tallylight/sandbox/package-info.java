/**
 * A world to test against. Start with {@link io.tallylight.sandbox.Story}, what truly happens; the simulators tell it,
 * each by its own reading of the provider's document.
 */
@NullMarked
package io.tallylight.sandbox;

import org.jspecify.annotations.NullMarked;
