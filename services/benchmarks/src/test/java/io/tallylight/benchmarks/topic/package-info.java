/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.benchmarks.topic;

import org.jspecify.annotations.NullMarked;
