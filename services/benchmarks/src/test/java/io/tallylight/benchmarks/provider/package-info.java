/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.benchmarks.provider;

import org.jspecify.annotations.NullMarked;
