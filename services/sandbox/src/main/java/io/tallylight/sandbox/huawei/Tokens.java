package io.tallylight.sandbox.huawei;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * IAM's {@code POST /v3/auth/tokens}, Keystone's password method: a token of a project for 24 hours. A new token does
 * not end the old ones.
 */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Accounts.Huawei account;
    private final int length;
    private final Map<String, Instant> expiries = new HashMap<>();

    Tokens(Accounts.Huawei account, int length) {
        this.account = account;
        this.length = length;
    }

    Reply issue(String body, Instant now) {
        JsonNode auth;
        try {
            auth = JSON.readTree(body).path("auth");
        } catch (JsonProcessingException notJson) {
            return error(400, "Request body is invalid.", "Bad Request");
        }
        JsonNode identity = auth.path("identity");
        if (!"password".equals(identity.path("methods").path(0).asText())) {
            return error(400, "Request body is invalid.", "Bad Request");
        }
        boolean right = knows(identity.path("password").path("user"))
                && account.project()
                        .equals(auth.path("scope").path("project").path("name").asText());
        return right ? issued(now) : error(401, "The username or password is wrong.", "Unauthorized");
    }

    Optional<Refusal> refuse(String token, Instant now) {
        Instant expires = expiries.get(token);
        if (expires == null) {
            return Optional.of(Refusal.unauthenticated("decrypt token fail"));
        }
        return now.isBefore(expires)
                ? Optional.empty()
                : Optional.of(Refusal.unauthenticated("token expires, expires_at: " + expires));
    }

    private boolean knows(JsonNode user) {
        return account.domain().equals(user.path("domain").path("name").asText())
                && account.user().equals(user.path("name").asText())
                && account.password().equals(user.path("password").asText());
    }

    private Reply issued(Instant now) {
        Instant expires = now.plus(LIFE);
        String name = "MIISANDBOX-" + (expiries.size() + 1) + "-";
        String token = name + "x".repeat(Math.max(0, length - name.length()));
        expiries.put(token, expires);
        ObjectNode body = JSON.createObjectNode();
        ObjectNode inside = body.putObject("token").put("expires_at", expires.toString());
        inside.putArray("methods").add("password");
        inside.putObject("project").put("id", account.projectId()).put("name", account.project());
        return Reply.json(201, body.toString()).with("X-Subject-Token", token);
    }

    private static Reply error(int status, String message, String title) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", status).put("message", message).put("title", title);
        return Reply.json(status, body.toString());
    }
}
