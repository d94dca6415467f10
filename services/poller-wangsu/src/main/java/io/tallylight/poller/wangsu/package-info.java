/**
 * Push sessions of ChinaNetCenter/Wangsu. Start with {@link io.tallylight.poller.wangsu.WangsuFeed}; which days are asked
 * for is in WangsuPlan, one answer in WangsuJson, one session in WangsuSession, what a refusal means in WangsuRefusal.
 */
@NullMarked
package io.tallylight.poller.wangsu;

import org.jspecify.annotations.NullMarked;
