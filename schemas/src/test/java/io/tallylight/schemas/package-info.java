/** Tests of the contract. {@link io.tallylight.schemas.Dictionary} writes the README's tables. */
@NullMarked
package io.tallylight.schemas;

import org.jspecify.annotations.NullMarked;
