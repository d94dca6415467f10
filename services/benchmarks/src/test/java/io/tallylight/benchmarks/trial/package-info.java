/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
