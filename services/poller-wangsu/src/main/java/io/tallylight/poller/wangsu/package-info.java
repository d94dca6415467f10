/**
 * Push sessions of ChinaNetCenter/Wangsu. Start with {@link io.tallylight.poller.wangsu.WangsuFeed}; which days are due is in
 * WangsuAsk, one answer in WangsuJson, one session in WangsuSession, what a refusal means in WangsuRefusal.
 */
@NullMarked
package io.tallylight.poller.wangsu;

import org.jspecify.annotations.NullMarked;
