package io.tallylight.poller.huawei;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.poller.Account;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of accounts that have a password: one for each account, fetched by one request however many wait for it, and
 * again after 23 of its 24 hours. Thread-safe.
 */
final class HuaweiTokens {

    /** A token, and whether it was ever accepted: one that never was will not be by asking again. */
    static final class Token {
        private final String value;
        private final Instant fetchedAt;
        private final AtomicBoolean accepted = new AtomicBoolean();

        private Token(String value, Instant fetchedAt) {
            this.value = value;
            this.fetchedAt = fetchedAt;
        }

        String value() {
            return value;
        }

        void accepted() {
            accepted.set(true);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    private static final Duration LIFE = Duration.ofHours(23);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI uri;
    private final Http http;
    private final HuaweiRefusal refusal;
    private final Map<String, Future<Token>> tokens = new ConcurrentHashMap<>();

    HuaweiTokens(URI iam, Http http, HuaweiRefusal refusal) {
        this.uri = URI.create(iam.toString().replaceAll("/+$", "") + "/v3/auth/tokens");
        this.http = http;
        this.refusal = refusal;
    }

    /** The future fails with {@link HuaweiRefusal.CannotAsk} when the provider gives none. */
    Future<Token> token(Account account) {
        Future<Token> token = tokens.compute(account.name(), (name, had) -> usable(had) ? had : fetch(account));
        return token == null ? Future.failedFuture("No token") : token;
    }

    /** Forgets a token that was refused; says whether another one may help. */
    boolean refused(Account account, Token token) {
        tokens.computeIfPresent(account.name(), (name, had) -> had.succeeded() && had.result() == token ? null : had);
        return token.accepted.get();
    }

    private boolean usable(@Nullable Future<Token> token) {
        if (token == null || token.failed()) {
            return false;
        }
        return !token.isComplete()
                || http.clock().instant().isBefore(token.result().fetchedAt.plus(LIFE));
    }

    private Future<Token> fetch(Account account) {
        Buffer body = Buffer.buffer(login(account).toString());
        return http.post(uri, Map.of("Content-Type", "application/json"), body).map(reply -> read(account, reply));
    }

    private Token read(Account account, Reply reply) {
        String value = reply.headers().get("X-Subject-Token");
        if (reply.status() != 201 || value == null || value.isBlank()) {
            throw new HuaweiRefusal.CannotAsk(refusal.ofLogin(account, reply));
        }
        return new Token(value.strip(), http.clock().instant());
    }

    /** Keystone v3: a password for a token of one project. */
    private static ObjectNode login(Account account) {
        ObjectNode login = JSON.createObjectNode();
        ObjectNode auth = login.putObject("auth");
        ObjectNode identity = auth.putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode user = identity.putObject("password").putObject("user");
        user.putObject("domain").put("name", account.secret("domain").reveal());
        user.put("name", account.secret("user").reveal());
        user.put("password", account.secret("password").reveal());
        auth.putObject("scope")
                .putObject("project")
                .put("name", account.secret("project").reveal());
        return login;
    }
}
