package io.tallylight.sandbox.wangsu;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HTTP Basic whose password is HMAC-SHA1 of the Date header as it was sent, keyed with the API key. */
record WangsuPassword(String username, String password) {

    /** Empty where the header is no Basic authorization. */
    static Optional<WangsuPassword> read(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).trim());
            String pair = new String(decoded, UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new WangsuPassword(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    boolean isFor(String date, String apiKey) {
        String expected = Base64.getEncoder().encodeToString(hmac(date, apiKey));
        return MessageDigest.isEqual(expected.getBytes(UTF_8), password.getBytes(UTF_8));
    }

    private static byte[] hmac(String date, String apiKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(apiKey.getBytes(UTF_8), "HmacSHA1"));
            return mac.doFinal(date.getBytes(UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has HmacSHA1", absent);
        }
    }

    @Override
    public String toString() {
        return "WangsuPassword[username=" + username + "]";
    }
}
