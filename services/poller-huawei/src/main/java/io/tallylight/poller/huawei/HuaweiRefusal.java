package io.tallylight.poller.huawei;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an answer means that is no success. The reasons it gives hold no secret. */
final class HuaweiRefusal {

    /** Why a request was never made, or a token never given. */
    static final class CannotAsk extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer<HuaweiAsk> answer;

        CannotAsk(Answer<HuaweiAsk> answer) {
            super("The provider cannot be asked");
            this.answer = answer;
        }

        Answer<HuaweiAsk> answer() {
            return answer;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CODES = List.of("error_code", "code", "result_code");
    private static final List<String> TEXTS = List.of("error_msg", "message", "result_msg");
    private static final String NO_PERMISSION = "LIVE.100011003";

    /** The gateway's own advice for its code 0308. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_TEXT = 300;

    private final RandomGenerator random;

    HuaweiRefusal(RandomGenerator random) {
        this.random = random;
    }

    /** @param remedy says what is better by now, when the credentials were not accepted */
    Answer<HuaweiAsk> of(Account account, Reply reply, Supplier<Optional<String>> remedy) {
        JsonNode body = body(reply);
        String code = text(body, CODES);
        String reason = reason(account, reply, code, text(body, TEXTS));
        Optional<Duration> pause = pause(reply, code);
        if (pause.isPresent()) {
            return new Answer.Throttled<>(pause.get(), reason);
        }
        if (reply.status() == 401) {
            return remedy.get()
                    .<Answer<HuaweiAsk>>map(better -> new Answer.Broken<>(reason + "; " + better))
                    .orElseGet(() -> new Answer.Denied<>(reason));
        }
        if (code.equals(NO_PERMISSION)
                || (reply.status() == 403 && reason.matches("(?is).*(permission|authori[sz]).*"))) {
            return new Answer.Denied<>(reason);
        }
        return reply.status() >= 500 || reply.status() == 408
                ? new Answer.Broken<>(reason)
                : new Answer.Refused<>(reason);
    }

    /** The same for a token that was not given: whatever is wrong with the request is wrong with the credentials. */
    Answer<HuaweiAsk> ofLogin(Account account, Reply reply) {
        Answer<HuaweiAsk> answer = of(account, reply, Optional::empty);
        if (reply.successful()) {
            return new Answer.Broken<>("Token: HTTP " + reply.status() + " without X-Subject-Token");
        }
        return answer instanceof Answer.Refused<HuaweiAsk> refused
                ? new Answer.Denied<>("Token: " + refused.reason())
                : answer;
    }

    private Optional<Duration> pause(Reply reply, String code) {
        Duration advised = Duration.ofMillis(random.nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis() + 1));
        return code.matches("APIGW?\\.0308")
                ? Optional.of(reply.retryAfter().orElse(advised))
                : reply.throttled(advised);
    }

    private static String reason(Account account, Reply reply, String code, String text) {
        String said = (code + " " + text).strip();
        String shown = said.isEmpty()
                ? "a body that names no error: " + reply.beginning(body -> clean(account, body))
                : clean(account, said);
        return "HTTP " + reply.status() + ": " + shown;
    }

    /** A gateway may quote what it was sent: no known secret, and nothing as long as a signature or a token, passes. */
    static String clean(Account account, String text) {
        String clean = account.secrets().redact(text).replaceAll("[A-Za-z0-9+/=_-]{40,}", "***");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }

    private static JsonNode body(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body().getBytes());
            return body.path("error").isObject() ? body.path("error") : body;
        } catch (JsonProcessingException noJson) { // a gateway's HTML page: the status alone decides
            return MissingNode.getInstance();
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException("Bytes in memory can be read", impossible);
        }
    }

    private static String text(JsonNode body, List<String> names) {
        return names.stream()
                .map(name -> body.path(name).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
