package io.tallylight.sandbox.polyv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The provider's sign: SHA-1 over the non-empty parameters in name order and the secret key, as upper-case hex. */
final class PolyvSign {

    private PolyvSign() {}

    /** Every received parameter counts, known or not, but {@code sign} itself. */
    static boolean verifies(Map<String, String> params, String secretKey) {
        String message = new TreeMap<>(params)
                .entrySet().stream()
                        .filter(param -> !param.getKey().equals("sign"))
                        .filter(param -> !param.getValue().isEmpty())
                        .map(param -> param.getKey() + "=" + param.getValue())
                        .collect(Collectors.joining("&", "", secretKey));
        return MessageDigest.isEqual(
                sha1(message).getBytes(UTF_8), params.getOrDefault("sign", "").getBytes(UTF_8));
    }

    private static String sha1(String message) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has SHA-1", absent);
        }
    }
}
