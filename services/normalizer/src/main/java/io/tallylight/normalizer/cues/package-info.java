/**
 * Ad signals: the message decoded, and held against what else the provider says of it. Start with {@link
 * io.tallylight.normalizer.cues.SpliceCue}.
 */
@NullMarked
package io.tallylight.normalizer.cues;

import org.jspecify.annotations.NullMarked;
