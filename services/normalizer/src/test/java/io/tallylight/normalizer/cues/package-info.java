/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.normalizer.cues;

import org.jspecify.annotations.NullMarked;
