package io.tallylight.poller.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A complete HTTP answer of any status.
 *
 * @param retryAfter what the Retry-After header asks for, given in seconds or as a date
 */
public record Reply(int status, MultiMap headers, Buffer body, Optional<Duration> retryAfter) {

    private static final int SHOWN = 200;

    /** Longer than any secret, and short enough to be searched for all of them: Huawei's tokens have 100 000 characters. */
    private static final int LOOKED_AT = 1 << 17;

    public boolean successful() {
        return Http.successful(status);
    }

    /**
     * How long to rest where the status says that we ask too often: 429, or a 503 that says when to come back. A provider's
     * own codes for it are the feed's business.
     *
     * @param unsaid the rest for a 429 that names none
     */
    public Optional<Duration> throttled(Duration unsaid) {
        return status == 429 ? Optional.of(retryAfter.orElse(unsaid)) : retryAfter.filter(rest -> status == 503);
    }

    public String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /**
     * The first characters of the body, for messages.
     *
     * @param redacted takes out what must not be seen; it comes before the cut, because half a secret is not recognized
     */
    public String beginning(UnaryOperator<String> redacted) {
        String text = redacted.apply(cut(text(), LOOKED_AT));
        return text.length() <= SHOWN ? text : cut(text, SHOWN) + "…";
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
