/**
 * All that happens to one channel, pure. Start with {@link io.tallylight.alerter.watch.Watch}: a channel and a cue, a
 * metric or the time go in, the changed channel and what is to be told come out.
 */
@NullMarked
package io.tallylight.alerter.watch;

import org.jspecify.annotations.NullMarked;
