package io.tallylight.sandbox.scaleengine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs text that a test wrote, without the simulator's own code; the text must not need escaping. */
final class SignedCall {

    static final Accounts.ScaleEngine ACCOUNT = new Accounts.ScaleEngine(158, "APIKEY-TEST", "secret-test");

    private SignedCall() {}

    /** The members that every request needs, then {@code more}, which begins with a comma or is empty. */
    static String members(long timestamp, String more) {
        return "{\"command\":\"viewer.log\",\"api_key\":\"APIKEY-TEST\",\"timestamp\":" + timestamp
                + ",\"cdn\":158,\"app\":\"demo-origin\"" + more + "}";
    }

    static String signed(String unsigned) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("secret-test".getBytes(UTF_8), "HmacSHA256"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(unsigned.getBytes(UTF_8)));
            return unsigned.substring(0, unsigned.length() - 1) + ",\"signature\":\"" + signature.replace("/", "\\/")
                    + "\"}";
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    static String form(String json) {
        return "json=" + URLEncoder.encode(json, UTF_8);
    }

    static Request post(String json) {
        return request("POST", "/stable/", form(json));
    }

    static Request request(String method, String path, String body) {
        return new Request(
                method,
                path,
                "",
                Map.of("content-type", "application/x-www-form-urlencoded"),
                Buffer.buffer(body),
                "127.0.0.1");
    }
}
