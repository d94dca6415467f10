/** Tests of poller-wangsu. Start with WangsuFeedIT, which shows a whole exchange. */
@NullMarked
package io.tallylight.poller.wangsu;

import org.jspecify.annotations.NullMarked;
