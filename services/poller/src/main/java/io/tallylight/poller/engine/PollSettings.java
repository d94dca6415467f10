package io.tallylight.poller.engine;

import io.tallylight.runtime.Env;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What an operator can set on every poller.
 *
 * @param tick how often the stream thread looks for answers while it waits for any
 * @param mostInFlight requests of one account at the same time
 * @param clockMostAhead how far a provider's clock is believed to be ahead of ours
 * @param targetMetrics whether {@code /metrics} shows each target, beside provider and accounts
 */
public record PollSettings(
        Path targetsFile,
        Path secretsDir,
        Duration tick,
        int mostInFlight,
        Duration clockMostAhead,
        boolean targetMetrics) {

    public static PollSettings from(Env env) {
        return new PollSettings(
                env.path("TARGETS_FILE"),
                env.path("SECRETS_DIR"),
                env.duration("POLL_TICK", Duration.ofMillis(5)),
                env.integer("POLL_MOST_IN_FLIGHT", 4, 1, 64),
                env.duration("POLL_CLOCK_MOST_AHEAD", Duration.ofMinutes(10)),
                env.flag("POLL_TARGET_METRICS", true));
    }

    Bounds bounds() {
        return new Bounds(mostInFlight, clockMostAhead);
    }
}
