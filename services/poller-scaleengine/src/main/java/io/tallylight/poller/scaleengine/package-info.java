/**
 * ScaleEngine's viewer.log. Start with {@link io.tallylight.poller.scaleengine.ScaleEngineFeed}: a plan makes asks, an ask is
 * signed and posted, and the reader turns what comes back into an answer.
 */
@NullMarked
package io.tallylight.poller.scaleengine;

import org.jspecify.annotations.NullMarked;
