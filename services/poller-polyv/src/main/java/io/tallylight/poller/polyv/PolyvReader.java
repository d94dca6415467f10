package io.tallylight.poller.polyv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what a reply means. The code in the body is the authority; the HTTP status counts only where the body is no answer
 * of the API.
 */
final class PolyvReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SIGN = Pattern.compile("(?i)(sign=)[0-9a-f]{40}");
    private static final Set<String> CLOCK = Set.of("ptime is too old", "ptime is illegal");
    private static final Set<String> CREDENTIALS =
            Set.of("sign can not be empty", "the sign is not right", "could not find user by userid");

    /** ptime may be three minutes old; a correction of seconds is Date's rounding and no reason for a complaint. */
    private static final Duration CLOCK_MATTERS = Duration.ofMinutes(1);

    private final Duration block;

    PolyvReader(Duration block) {
        this.block = block;
    }

    /** @param corrected how far the clock that we sign by has moved since this request was signed */
    Answer<PolyvAsk> read(Account account, PolyvAsk ask, Reply reply, Instant now, Duration corrected) {
        JsonNode body = json(reply);
        String code = body.path("code").asText();
        String message = message(account, body);
        Optional<Duration> rest = reply.throttled(block).filter(said -> !code.equals("200"));
        if (rest.isPresent()) {
            return new Answer.Throttled<>(rest.get(), byWords(account, reply));
        }
        return switch (code) {
            case "200" -> hours(account, ask, body.path("data"), now);
            case "400" -> CLOCK.contains(plain(message)) ? clock(message, corrected) : refusal(message);
            case "401" ->
                new Answer.Refused<>("code 401, which is about start and end and not about credentials: " + message);
            case "500" -> new Answer.Broken<>("code 500: " + message);
            default -> byStatus(account, reply, !code.isEmpty());
        };
    }

    /** A text without what must not be seen. */
    static String redacted(Account account, String text) {
        return SIGN.matcher(account.secrets().redact(text)).replaceAll("$1***");
    }

    private static JsonNode json(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body().getBytes());
            return body == null ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance(); // the HTTP status and the beginning of the body say what it was
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException("Bytes in memory cannot be read", impossible);
        }
    }

    private static Answer<PolyvAsk> hours(Account account, PolyvAsk ask, JsonNode data, Instant now) {
        boolean empty = data.isMissingNode()
                || data.isNull()
                || (data.isTextual() && data.asText().isEmpty());
        if (!empty && !data.isArray()) {
            return new Answer.Broken<>("code 200, but data is no list of hours");
        }
        if (ask.history() && data.isEmpty()) {
            return new Answer.Refused<>("code 200, but no hours of " + ask.day() + ": it may not be held any more");
        }
        PolyvHours hours = new PolyvHours(account.name(), ask, data, now);
        return new Answer.Data<>(hours.rows(), hours.misfits(), List.of());
    }

    /** A request that was signed by the clock as it is now cannot be made better; one that was signed before, is. */
    private static Answer<PolyvAsk> clock(String message, Duration corrected) {
        return corrected.abs().compareTo(CLOCK_MATTERS) < 0
                ? new Answer.Denied<>("code 400: " + message + " although the clock is the provider's")
                : new Answer.Broken<>("code 400: " + message + "; the clock we sign by is corrected by " + corrected);
    }

    private static Answer<PolyvAsk> refusal(String message) {
        String reason = "code 400: " + message;
        return CREDENTIALS.contains(plain(message)) ? new Answer.Denied<>(reason) : new Answer.Refused<>(reason);
    }

    /** @param spoken whether it is the API that answered, though with a code that it does not document */
    private Answer<PolyvAsk> byStatus(Account account, Reply reply, boolean spoken) {
        int status = reply.status();
        String reason = byWords(account, reply);
        if (status == 401) {
            return new Answer.Denied<>(reason);
        } else if (status >= 500 || status == 408 || (spoken && reply.successful())) {
            return new Answer.Broken<>(reason);
        } else if (status == 403 || reply.successful()) {
            return new Answer.Throttled<>(reply.retryAfter().orElse(block), reason);
        }
        return new Answer.Refused<>(reason);
    }

    private static String byWords(Account account, Reply reply) {
        return "HTTP " + reply.status() + ": " + reply.beginning(text -> redacted(account, text));
    }

    private static String message(Account account, JsonNode body) {
        return redacted(account, body.path("message").asText());
    }

    /** Pages of the provider differ in the dot at the end. */
    private static String plain(String message) {
        String lower = message.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
