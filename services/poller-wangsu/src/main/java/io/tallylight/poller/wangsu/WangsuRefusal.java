package io.tallylight.poller.wangsu;

import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What an answer means that is no success. The reasons it gives hold no secret. */
final class WangsuRefusal {

    private static final String SPAN_TOO_LONG = "24102007";
    private static final String TOO_MANY_DOMAINS = "24102019";
    private static final String INTERNAL_ERROR = "24102500";
    private static final Set<Integer> DENIALS = Set.of(401, 403, 462);
    private static final Duration CLOCK_MATTERS = Duration.ofMinutes(1);

    /** Nobody documents the answer to one request too many; the limit counts five minutes. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_TEXT = 300;

    private final RandomGenerator random;

    WangsuRefusal(RandomGenerator random) {
        this.random = random;
    }

    /** @param corrected how far the clock that we sign by has moved since this request was signed */
    Answer<WangsuAsk> of(Account account, Reply reply, WangsuAsk ask, Duration corrected) {
        WangsuJson.Body said = said(reply);
        String reason = reason(account, reply, said);
        Optional<Duration> rest = reply.throttled(pause());
        if (rest.isPresent()) {
            return new Answer.Throttled<>(rest.get(), reason);
        }
        if (DENIALS.contains(reply.status())) {
            return corrected.abs().compareTo(CLOCK_MATTERS) < 0
                    ? new Answer.Denied<>(reason)
                    : new Answer.Broken<>(reason + "; the clock we sign by is corrected by " + corrected);
        }
        return coded(said.code(), reply, ask, reason);
    }

    private static Answer<WangsuAsk> coded(String code, Reply reply, WangsuAsk ask, String reason) {
        return switch (code) {
            case SPAN_TOO_LONG -> split(ask, reason);
            case TOO_MANY_DOMAINS -> new Answer.Refused<>(reason + "; yet one domain was asked for");
            case INTERNAL_ERROR -> new Answer.Broken<>(reason);
            default ->
                code.startsWith("241020") || reply.status() / 100 == 4
                        ? new Answer.Refused<>(reason)
                        : new Answer.Broken<>(reason);
        };
    }

    private static Answer<WangsuAsk> split(WangsuAsk ask, String reason) {
        List<WangsuAsk> halves = ask.halves();
        return halves.isEmpty()
                ? new Answer.Refused<>(reason + "; yet one day was asked for")
                : new Answer.Data<>(List.of(), List.of(), halves);
    }

    private Duration pause() {
        return Duration.ofMillis(random.nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis() + 1));
    }

    private static String reason(Account account, Reply reply, WangsuJson.Body said) {
        String words = (said.code() + " " + said.message()).strip();
        String shown = words.isEmpty()
                ? "a body that names no error: " + reply.beginning(text -> clean(account, text))
                : clean(account, words);
        return "HTTP " + reply.status() + ": " + shown;
    }

    /** A server may quote what it was sent: no known secret and nothing like a signed password passes. */
    static String clean(Account account, String text) {
        String clean = account.secrets()
                .redact(text)
                .replaceAll("(?i)basic\\s+[A-Za-z0-9+/=]+", "Basic ***")
                .replaceAll("[A-Za-z0-9+/=]{28,}", "***");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }

    private static WangsuJson.Body said(Reply reply) {
        try {
            return WangsuJson.read(reply.body().getBytes());
        } catch (IOException noJson) { // a proxy's page: the status alone decides
            return new WangsuJson.Body("", "", List.of());
        }
    }
}
