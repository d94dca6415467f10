package io.tallylight.poller.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    private static final Duration UNSAID = Duration.ofSeconds(60);
    private static final Optional<Duration> SEVEN = Optional.of(Duration.ofSeconds(7));

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void restsForAsLongAsTheProviderAsks(int status) {
        assertThat(reply(status, SEVEN).throttled(UNSAID)).isEqualTo(SEVEN);
    }

    @Test
    void restsWhereTheProviderDoesNotSayForHowLong() {
        assertThat(reply(429, Optional.empty()).throttled(UNSAID)).contains(UNSAID);
    }

    @Test
    void takesAnUnavailableProviderThatNamesNoRestForBroken() {
        assertThat(reply(503, Optional.empty()).throttled(UNSAID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 403, 500})
    void takesNoOtherStatusForAThrottle(int status) {
        assertThat(reply(status, SEVEN).throttled(UNSAID)).isEmpty();
    }

    private static Reply reply(int status, Optional<Duration> retryAfter) {
        return new Reply(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), retryAfter);
    }
}
