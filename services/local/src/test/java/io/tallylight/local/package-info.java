/** Tests of the whole. Start with EndToEndIT. */
@NullMarked
package io.tallylight.local;

import org.jspecify.annotations.NullMarked;
