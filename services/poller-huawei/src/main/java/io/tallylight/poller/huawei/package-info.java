/**
 * Ad signals of Huawei Cloud Live. Start with {@link io.tallylight.poller.huawei.HuaweiFeed}; what is due is in HuaweiPlan,
 * how it is paged in HuaweiAsk, one answer in HuaweiJson, when a channel is urgent in HuaweiUrgency, who asks in HuaweiAuth,
 * what a refusal means in HuaweiRefusal.
 */
@NullMarked
package io.tallylight.poller.huawei;

import org.jspecify.annotations.NullMarked;
