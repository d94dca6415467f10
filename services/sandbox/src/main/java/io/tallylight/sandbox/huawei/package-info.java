/**
 * Huawei Cloud Live's ShowChannelStatistic and IAM's token call, read from Huawei's own pages. Start with {@link
 * io.tallylight.sandbox.huawei.HuaweiSimulator}; what can be set is {@link io.tallylight.sandbox.huawei.HuaweiRules}.
 */
@NullMarked
package io.tallylight.sandbox.huawei;

import org.jspecify.annotations.NullMarked;
