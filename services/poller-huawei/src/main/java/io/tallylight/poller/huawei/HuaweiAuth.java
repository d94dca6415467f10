package io.tallylight.poller.huawei;

import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who asks: the headers of exactly one scheme, the one whose files the account's credentials hold. They are made anew for
 * every request, so that no request carries an old date.
 */
final class HuaweiAuth {

    /**
     * One request's headers.
     *
     * @param accepted to be called when the provider accepts them
     * @param remedy says, when the provider does not, what is better by now if anything is
     */
    record Pass(Map<String, String> headers, Runnable accepted, Supplier<Optional<String>> remedy) {}

    private static final List<String> TOKEN = List.of("token");
    private static final List<String> KEYS = List.of("access-key", "secret-key");
    private static final List<String> PASSWORD = List.of("user", "password", "domain", "project");
    private static final List<List<String>> SCHEMES = List.of(TOKEN, KEYS, PASSWORD);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The gateway allows 15 minutes; an offset that moved by less than this did not cost us the signature. */
    private static final Duration CLOCK_MATTERS = Duration.ofMinutes(1);

    private final Http http;
    private final HuaweiTokens tokens;

    HuaweiAuth(Http http, HuaweiTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /** Throws or fails with {@link HuaweiRefusal.CannotAsk} where the credentials do not suffice. */
    Future<Pass> pass(Account account, URI uri, Buffer body) {
        List<String> scheme = scheme(account);
        if (scheme.equals(KEYS)) {
            return Future.succeededFuture(signed(account, uri, body));
        }
        if (scheme.equals(TOKEN)) {
            String token = account.secret("token").reveal();
            return Future.succeededFuture(new Pass(headers("X-Auth-Token", token), () -> {}, Optional::empty));
        }
        return tokens.token(account).map(token -> own(account, token));
    }

    private Pass own(Account account, HuaweiTokens.Token token) {
        return new Pass(
                headers("X-Auth-Token", token.value()),
                token::accepted,
                () -> tokens.refused(account, token) ? Optional.of("a new token will be fetched") : Optional.empty());
    }

    private Pass signed(Account account, URI uri, Buffer body) {
        Duration offset = http.clock().offset();
        Map<String, String> signed = new HashMap<>();
        signed.put("X-Sdk-Date", date(http.clock().instant()));
        signed.put("X-Project-Id", account.name());
        account.maybeSecret("security-token").map(Secret::reveal).ifPresent(it -> signed.put("X-Security-Token", it));
        String authorization = HuaweiSignature.authorization(
                account.secret("access-key").reveal(),
                account.secret("secret-key").reveal(),
                "POST",
                uri,
                signed,
                body.getBytes());
        Map<String, String> headers = headers("Authorization", authorization);
        headers.putAll(signed);
        return new Pass(headers, () -> {}, () -> corrected(offset));
    }

    private Optional<String> corrected(Duration then) {
        Duration moved = http.clock().offset().minus(then).abs();
        return moved.compareTo(CLOCK_MATTERS) < 0
                ? Optional.empty()
                : Optional.of("the clock we sign by is corrected by " + moved);
    }

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    private static Map<String, String> headers(String name, String value) {
        return new HashMap<>(Map.of("Content-Type", "application/json", name, value));
    }

    private static List<String> scheme(Account account) {
        List<List<String>> begun = SCHEMES.stream()
                .filter(scheme -> scheme.stream().anyMatch(file -> has(account, file)))
                .toList();
        if (begun.size() != 1 || !begun.get(0).stream().allMatch(file -> has(account, file))) {
            List<String> found = SCHEMES.stream()
                    .flatMap(List::stream)
                    .filter(file -> has(account, file))
                    .toList();
            throw new HuaweiRefusal.CannotAsk(new Answer.Denied<>("Credentials " + account.credentials()
                    + " need the files token, or access-key and secret-key, or user, password, domain and project;"
                    + " found " + (found.isEmpty() ? "none" : String.join(", ", found))));
        }
        return begun.get(0);
    }

    private static boolean has(Account account, String file) {
        return account.maybeSecret(file).isPresent();
    }
}
