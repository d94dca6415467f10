package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.Accounts;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Who may ask, and how often (WS-S1, WS-S6): Basic with a password for the Date that was sent, and a limit per user. */
final class WangsuGate {

    /** The day has two digits, as {@code date +%d} of the document's sample prints it. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Reply UNKNOWN_USER = Reply.json(
            401, "{\"status\":0,\"result\":\"The HTTP authorization header is bad: account name does not exist.\"}");

    private final Accounts.Wangsu account;
    private final Deque<Instant> answered = new ArrayDeque<>();
    private final AtomicLong overLimit = new AtomicLong();

    WangsuGate(Accounts.Wangsu account) {
        this.account = account;
    }

    /** Calls that were refused because there had been too many. */
    long overLimit() {
        return overLimit.get();
    }

    /** The gate's own refusals are JSON whatever Accept says: they are the gateway's and not the report's. */
    Optional<Reply> refuse(Request request, WangsuRules rules, Instant now) {
        Optional<WangsuPassword> password = WangsuPassword.read(
                        request.header("Authorization").orElse(""))
                .filter(sent -> sent.username().equals(account.user()));
        if (password.isEmpty()) {
            return Optional.of(UNKNOWN_USER);
        }
        // x-cnc-date is for those who cannot set Date, so it goes before the Date that their library may set.
        String date =
                request.header("x-cnc-date").or(() -> request.header("Date")).orElse("");
        if (!isNear(date, request.shown(now), rules.dateTolerance())
                || !password.get().isFor(date, account.apiKey())) {
            return Optional.of(refused(WangsuError.CREDENTIALS));
        }
        if (isWithinLimit(rules, now)) {
            return Optional.empty();
        }
        overLimit.incrementAndGet();
        return Optional.of(refused(WangsuError.TOO_MANY_CALLS));
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
    private synchronized boolean isWithinLimit(WangsuRules rules, Instant now) {
        while (!answered.isEmpty() && !answered.getFirst().isAfter(now.minus(rules.callWindow()))) {
            answered.removeFirst();
        }
        return answered.size() < rules.callLimit() && answered.add(now);
    }

    private static Reply refused(WangsuError error) {
        return Reply.json(error.status(), new JsonWriting(WangsuRules.documented()).error(error));
    }
}
