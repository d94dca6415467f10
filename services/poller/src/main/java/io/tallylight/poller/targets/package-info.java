/** What to poll: the targets file, watched, and the topic that it is written to. Start with TargetsFile. */
@NullMarked
package io.tallylight.poller.targets;

import org.jspecify.annotations.NullMarked;
