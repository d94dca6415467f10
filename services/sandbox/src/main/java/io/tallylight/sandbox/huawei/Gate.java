package io.tallylight.sandbox.huawei;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What the API gateway asks before the service sees a call: who, whose project, and how often. */
final class Gate {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Accounts.Huawei account;
    private final Tokens tokens;
    private final KeyCheck keys;
    private final int callsPerMinute;
    private final Deque<Instant> passed = new ArrayDeque<>();
    private final AtomicLong overLimit = new AtomicLong();

    Gate(Accounts.Huawei account, Tokens tokens, int callsPerMinute) {
        this.account = account;
        this.tokens = tokens;
        this.keys = new KeyCheck(account);
        this.callsPerMinute = callsPerMinute;
    }

    /** Calls that were refused because there had been too many. */
    long overLimit() {
        return overLimit.get();
    }

    Optional<Refusal> refuse(Request request, String project, Instant now) {
        return unauthenticated(request, request.shown(now))
                .or(() -> foreign(request, project))
                .or(() -> tooMany(now));
    }

    /** Table 3 calls every header optional, but one scheme is mandatory; both at once are refused here [ASSUME]. */
    private Optional<Refusal> unauthenticated(Request request, Instant now) {
        Optional<String> token = request.header("X-Auth-Token");
        Optional<String> authorization = request.header("Authorization");
        if (token.isPresent() && authorization.isPresent()) {
            return Optional.of(Refusal.unauthenticated("more than one authentication scheme"));
        }
        if (authorization.isPresent()) {
            return keys.refuse(request, authorization.get(), now);
        }
        return token.isPresent()
                ? tokens.refuse(token.get(), now)
                : Optional.of(Refusal.unauthenticated("x-auth-token not found"));
    }

    private Optional<Refusal> foreign(Request request, String project) {
        String stated = request.header("X-Project-Id").orElse(account.projectId());
        return project.equals(stated) && project.equals(account.projectId())
                ? Optional.empty()
                : Optional.of(Refusal.notYourProject());
    }

    private Optional<Refusal> tooMany(Instant now) {
        while (!passed.isEmpty() && !passed.getFirst().isAfter(now.minus(MINUTE))) {
            passed.removeFirst();
        }
        if (passed.size() >= callsPerMinute) {
            overLimit.incrementAndGet();
            return Optional.of(Refusal.throttled(callsPerMinute));
        }
        passed.addLast(now);
        return Optional.empty();
    }
}
