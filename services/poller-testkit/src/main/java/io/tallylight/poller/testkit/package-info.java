/**
 * What every poller promises, as tests to inherit. Start with {@link io.tallylight.poller.testkit.PollerContract}; a
 * poller tells what is special about it in a {@link io.tallylight.poller.testkit.Subject}.
 */
@NullMarked
package io.tallylight.poller.testkit;

import org.jspecify.annotations.NullMarked;
