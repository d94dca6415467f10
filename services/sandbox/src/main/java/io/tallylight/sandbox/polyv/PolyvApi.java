package io.tallylight.sandbox.polyv;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.tallylight.sandbox.Story;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** From request to reply, without a server. The checks stand in the order of the document's table of errors. */
final class PolyvApi {

    private static final String PATH = "/v2/hourly/";
    private static final Pattern PTIME = Pattern.compile("\\d{13}");

    private final Story story;
    private final Accounts.Polyv account;
    private final InstantSource clock;
    private final CallLimit limit = new CallLimit();
    private final AtomicLong overLimit = new AtomicLong();
    private volatile PolyvRules rules;

    PolyvApi(InstantSource clock, Story story, Accounts.Polyv account, PolyvRules rules) {
        this.story = story;
        this.account = account;
        this.rules = rules;
        this.clock = clock;
    }

    long overLimit() {
        return overLimit.get();
    }

    void follow(PolyvRules other) {
        rules = other;
    }

    /** The limit is the host's, so it counts every call, whatever it asks for. */
    Reply answer(Request request) {
        PolyvRules rulesNow = rules;
        Instant now = clock.instant();
        if (!limit.admits(request.remoteHost(), rulesNow, now)) {
            overLimit.incrementAndGet();
            return Reply.of(403, "text/html", "<html><body><h1>403 Forbidden</h1></body></html>");
        }
        if (!request.path().startsWith(PATH)) {
            return Reply.of(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>");
        }
        if (!request.method().equals("GET")) {
            return Reply.of(405, "text/html", "<html><body><h1>405 Method Not Allowed</h1></body></html>");
        }
        return PolyvQuery.of(request.query())
                .map(query -> answer(request, query, rulesNow, now))
                .orElseGet(() -> Reply.of(400, "text/html", "<html><body><h1>400 Bad Request</h1></body></html>"));
    }

    private Reply answer(Request request, PolyvQuery query, PolyvRules rulesNow, Instant now) {
        String userId = request.path().substring(PATH.length());
        Optional<String> refusal = refusal(userId, query, rulesNow, request.shown(now));
        if (refusal.isPresent()) {
            return error(rulesNow, 400, refusal.get());
        }
        return DayRange.of(query, LocalDate.ofInstant(now, rulesNow.zone()), rulesNow.strict())
                .map(days -> Reply.json(200, PolyvAnswer.rows(rulesNow, new HourTable(story, rulesNow, now, days))))
                .orElseGet(() -> error(rulesNow, 401, "start and end illegal."));
    }

    private Optional<String> refusal(String userId, PolyvQuery query, PolyvRules rulesNow, Instant now) {
        if (query.get("sign").isEmpty()) {
            return Optional.of("sign can not be empty.");
        }
        Optional<String> ptime = ptime(query.get("ptime"), rulesNow, now);
        if (ptime.isPresent()) {
            return ptime;
        }
        if (!userId.equals(account.userid())) {
            return Optional.of("Could not find user by userid.");
        }
        return PolyvSign.verifies(query.params(), account.secretKey())
                ? Optional.empty()
                : Optional.of("the sign is not right.");
    }

    /** Too far ahead is illegal, too far behind is too old. */
    private static Optional<String> ptime(String ptime, PolyvRules rules, Instant now) {
        if (!PTIME.matcher(ptime).matches()) {
            return Optional.of("ptime is illegal.");
        }
        Instant sent = Instant.ofEpochMilli(Long.parseLong(ptime));
        if (sent.isAfter(now.plus(rules.ptimeWindow()))) {
            return Optional.of("ptime is illegal.");
        }
        return sent.isBefore(now.minus(rules.ptimeWindow())) ? Optional.of("ptime is too old.") : Optional.empty();
    }

    private static Reply error(PolyvRules rules, int code, String message) {
        return Reply.json(rules.httpStatus() ? code : 200, PolyvAnswer.error(rules, code, message));
    }
}
