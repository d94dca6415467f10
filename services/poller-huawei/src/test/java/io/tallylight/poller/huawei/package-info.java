/** Tests of poller-huawei. Start with HuaweiFeedIT, which shows a whole exchange. */
@NullMarked
package io.tallylight.poller.huawei;

import org.jspecify.annotations.NullMarked;
