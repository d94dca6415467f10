package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Ask;
import java.time.Instant;

/**
 * One request that is to be made, or was made, for a target.
 *
 * @param readAt when it was asked by the provider's clock: what the cursor counts by
 */
record Fetch<A extends Ask>(
        String account,
        String credentials,
        PollTarget target,
        A ask,
        boolean forBacklog,
        Instant askedAt,
        Instant readAt) {}
