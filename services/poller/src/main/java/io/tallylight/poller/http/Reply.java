package io.tallylight.poller.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A complete HTTP answer of any status.
 *
 * @param retryAfter what the Retry-After header asks for, given in seconds or as a date
 */
public record Reply(int status, MultiMap headers, Buffer body, Optional<Duration> retryAfter) {

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

    /** The first characters of the body, for messages; the caller redacts. */
    public String beginning() {
        String text = text();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
