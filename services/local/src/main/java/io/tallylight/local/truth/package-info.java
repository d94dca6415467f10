/** Topics held against the story that the simulators told. Start with EventTruth; Truths says what missing, twice and stale mean. */
@NullMarked
package io.tallylight.local.truth;

import org.jspecify.annotations.NullMarked;
