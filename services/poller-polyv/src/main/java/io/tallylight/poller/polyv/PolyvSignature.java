package io.tallylight.poller.polyv;

import io.tallylight.runtime.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Polyv's signature: upper-case hex of SHA-1 over the parameters that are not empty, in the order of their names, joined as
 * {@code name=value} with {@code &}, and the secret key behind them (provider's document v2/hourly, section on signing).
 * What is signed holds the secret, so it is never kept nor shown.
 */
final class PolyvSignature {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PolyvSignature() {}

    /** The query with its {@code sign}: values are signed as they are, and encoded only on the wire. */
    static String query(Map<String, String> parameters, Secret key) {
        Map<String, String> sent = new TreeMap<>(parameters);
        sent.values().removeIf(String::isEmpty);
        String query = sent.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query + "&sign=" + sign(sent, key);
    }

    static String sign(Map<String, String> parameters, Secret key) {
        String signed = new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty())
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"));
        return sha1(signed + key.reveal());
    }

    /** The text as a part of a path or of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String sha1(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1"); // the provider's choice
            return HEX.formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-1", impossible);
        }
    }
}
