/** Tests of what missing, twice and stale mean. */
@NullMarked
package io.tallylight.local.truth;

import org.jspecify.annotations.NullMarked;
