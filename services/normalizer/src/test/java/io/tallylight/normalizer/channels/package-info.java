/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.normalizer.channels;

import org.jspecify.annotations.NullMarked;
