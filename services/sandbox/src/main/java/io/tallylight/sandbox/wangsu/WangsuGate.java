package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who may ask, and how often (WS-S1, WS-S6): Basic with a password for the Date that was sent, and a limit per user. */
final class WangsuGate {

    /** The day has two digits, as {@code date +%d} of the document's sample prints it. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Reply UNKNOWN_USER = Reply.json(
            401, "{\"status\":0,\"result\":\"The HTTP authorization header is bad: account name does not exist.\"}");

    private final List<WangsuAccount> accounts;
    private final Map<String, Deque<Instant>> answered = new HashMap<>();

    WangsuGate(List<WangsuAccount> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /** The gate's own refusals are JSON whatever Accept says: they are the gateway's and not the report's. */
    Reply admit(Request request, WangsuRules rules, Instant now, Function<WangsuAccount, Reply> admitted) {
        Optional<WangsuPassword> password =
                WangsuPassword.read(request.header("Authorization").orElse(""));
        Optional<WangsuAccount> account = password.flatMap(sent -> accounts.stream()
                .filter(known -> known.username().equals(sent.username()))
                .findFirst());
        if (password.isEmpty() || account.isEmpty()) {
            return UNKNOWN_USER;
        }
        // x-cnc-date is for those who cannot set Date, so it goes before the Date that their library may set.
        String date =
                request.header("x-cnc-date").or(() -> request.header("Date")).orElse("");
        if (!isNear(date, now, rules.dateTolerance())
                || !password.get().isFor(date, account.get().apiKey())) {
            return refused(WangsuError.CREDENTIALS);
        }
        return isWithinLimit(account.get().username(), rules, now)
                ? admitted.apply(account.get())
                : refused(WangsuError.TOO_MANY_CALLS);
    }

    static boolean isNear(String date, Instant now, Duration tolerance) {
        try {
            Instant sent = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
            return Duration.between(sent, now).abs().compareTo(tolerance) <= 0;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    /** A refused call does not count. */
    private synchronized boolean isWithinLimit(String username, WangsuRules rules, Instant now) {
        Deque<Instant> recent = answered.computeIfAbsent(username, first -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.getFirst().isAfter(now.minus(rules.callWindow()))) {
            recent.removeFirst();
        }
        return recent.size() < rules.callLimit() && recent.add(now);
    }

    private static Reply refused(WangsuError error) {
        return Reply.json(error.status(), new JsonWriting(WangsuRules.DEFAULTS).error(error));
    }
}
