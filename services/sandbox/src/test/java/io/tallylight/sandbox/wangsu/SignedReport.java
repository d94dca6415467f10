package io.tallylight.sandbox.wangsu;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Headers that are right but for what a test changes, made without the simulator's own code. */
final class SignedReport {

    static final Accounts.Wangsu ACCOUNT = new Accounts.Wangsu("user-1", "key-test");

    static final WangsuRules RULES =
            WangsuRules.documented().domains(Set.of("push.a.example.com", "push.b.example.com"));

    private SignedReport() {}

    static Map<String, String> headers(Instant at) {
        String date = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .withZone(ZoneOffset.UTC)
                .format(at);
        return new HashMap<>(Map.of(
                "date",
                date,
                "authorization",
                authorization("user-1", password(date)),
                "accept",
                "application/json",
                "content-type",
                "application/json"));
    }

    static String authorization(String username, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
    }

    static String password(String date) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("key-test".getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(date.getBytes(UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    static Request post(Map<String, String> headers, String body) {
        return new Request(
                "POST",
                "/api/report/domain/stream/duration",
                "",
                headers,
                Buffer.buffer(body.replace('\'', '"')),
                "127.0.0.1");
    }
}
