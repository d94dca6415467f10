package io.tallylight.poller.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    @Test
    void showsABodyOfNormalLengthAsItIs() {
        assertThat(saying("gateway busy").beginning(UnaryOperator.identity())).isEqualTo("gateway busy");
        assertThat(saying("x".repeat(200)).beginning(UnaryOperator.identity())).isEqualTo("x".repeat(200));
        assertThat(saying("x".repeat(201)).beginning(UnaryOperator.identity())).isEqualTo("x".repeat(200) + "…");
    }

    /** A secret that begins before the cut and ends behind it is redacted as any other. */
    @Test
    void redactsWhatIsCutInHalf() {
        Reply reply = saying("x".repeat(195) + "my-secret-key" + "y".repeat(100_000));

        assertThat(reply.beginning(text -> text.replace("my-secret-key", "***")))
                .isEqualTo("x".repeat(195) + "***yy…");
    }

    /** As long as a token of Huawei's can be. */
    @Test
    void redactsALongSecret() {
        String secret = "s".repeat(100_000);
        Reply reply = saying("token " + secret + " is wrong");

        assertThat(reply.beginning(text -> text.replace(secret, "***"))).isEqualTo("token *** is wrong");
    }

    private static Reply saying(String body) {
        return new Reply(502, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body), Optional.empty());
    }

    private static Reply reply(int status, Optional<Duration> retryAfter) {
        return new Reply(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), retryAfter);
    }
}
