/** Each mapping both ways: what it yields, and what it refuses. */
@NullMarked
package io.tallylight.normalizer.mapping;

import org.jspecify.annotations.NullMarked;
