package io.tallylight.normalizer;

import io.tallylight.runtime.Env;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything an operator can set on the normalizer.
 *
 * @param channels channels.yaml; without it every channel is the event's key
 * @param rememberFor how long an event that is not FINAL is remembered after its last revision
 */
record NormalizerConfig(Optional<Path> channels, Duration rememberFor, Duration commitEvery, int threads) {

    static NormalizerConfig from(Env env) {
        return new NormalizerConfig(
                env.maybePath("CHANNELS_FILE"),
                env.duration("REMEMBER_FOR", Duration.ofDays(14)),
                env.duration("COMMIT_EVERY", Duration.ofMillis(100)),
                env.integer("STREAM_THREADS", 1, 1, 64));
    }
}
