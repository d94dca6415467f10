/**
 * Ad signals of Huawei Cloud Live. Start with {@link io.tallylight.poller.huawei.HuaweiFeed}; what is due and how it is paged is
 * in HuaweiAsk, one answer in HuaweiJson, who asks in HuaweiAuth, what a refusal means in HuaweiRefusal.
 */
@NullMarked
package io.tallylight.poller.huawei;

import org.jspecify.annotations.NullMarked;
