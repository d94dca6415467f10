package io.tallylight.sandbox.polyv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** Signs a query whose parameters a test wrote in name order, without the simulator's own code. */
final class SignedQuery {

    static final Accounts.Polyv ACCOUNT = new Accounts.Polyv("user-1", "secret-test");

    private SignedQuery() {}

    static String signed(String sortedQuery) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest((sortedQuery + "secret-test").getBytes(UTF_8));
            return sortedQuery + "&sign=" + HexFormat.of().withUpperCase().formatHex(sha1);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    static Request get(String userId, String query) {
        return get(userId, query, "127.0.0.1");
    }

    static Request get(String userId, String query, String address) {
        return new Request("GET", "/v2/hourly/" + userId, query, Map.of(), Buffer.buffer(), address);
    }
}
