package io.tallylight.poller.wangsu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Wangsu's API key scheme: Basic authentication whose password is the Date header, signed. The body is not. Pure. */
final class WangsuSignature {

    /** As the provider's own shell line prints it. Java's RFC_1123_DATE_TIME leaves the day unpadded: another password. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private WangsuSignature() {}

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** The value of Authorization for a request with exactly this Date header. */
    static String authorization(String user, String apiKey, String date) {
        return "Basic " + base64((user + ":" + password(apiKey, date)).getBytes(StandardCharsets.UTF_8));
    }

    static String password(String apiKey, String date) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(apiKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return base64(mac.doFinal(date.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA1", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
