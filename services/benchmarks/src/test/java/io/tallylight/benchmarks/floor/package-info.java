/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
