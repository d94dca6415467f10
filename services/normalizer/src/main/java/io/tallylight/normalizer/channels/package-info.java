/** What the user's people call a stream: {@link io.tallylight.normalizer.channels.ChannelsFile} watches the file. */
@NullMarked
package io.tallylight.normalizer.channels;

import org.jspecify.annotations.NullMarked;
