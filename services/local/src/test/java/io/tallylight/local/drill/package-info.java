/** Tests of the drill, and the faults one by one. Start with FaultsIT. */
@NullMarked
package io.tallylight.local.drill;

import org.jspecify.annotations.NullMarked;
