package io.tallylight.poller.huawei;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SDK-HMAC-SHA256, Huawei's AK/SK signature (API signing guide, "Signing Algorithm"). Pure. The path ends with a slash in
 * the signature, whatever travels.
 */
final class HuaweiSignature {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";

    private HuaweiSignature() {}

    /**
     * The value of Authorization.
     *
     * @param headers all that are signed, X-Sdk-Date among them; Host is added as the client sends it
     */
    static String authorization(
            String accessKey, String secretKey, String method, URI uri, Map<String, String> headers, byte[] body) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("host", host(uri));
        String canonical = canonicalRequest(method, uri, signed, body);
        String stringToSign = String.join(
                "\n", ALGORITHM, signed.get("x-sdk-date"), sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        return ALGORITHM + " Access=" + accessKey + ", SignedHeaders=" + String.join(";", signed.keySet())
                + ", Signature=" + hmac(secretKey, stringToSign);
    }

    static String canonicalRequest(String method, URI uri, SortedMap<String, String> signed, byte[] body) {
        String lines = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", method, path(uri), query(uri), lines, String.join(";", signed.keySet()), sha256(body));
    }

    /** The Host header that an HTTP client sends: without the scheme's own port. */
    static String host(URI uri) {
        int own = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == own ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static String path(URI uri) {
        String path = Stream.of(uri.getRawPath().split("/", -1))
                .map(segment -> encoded(decoded(segment)))
                .collect(Collectors.joining("/"));
        return path.endsWith("/") ? path : path + "/";
    }

    private static String query(URI uri) {
        if (uri.getRawQuery() == null || uri.getRawQuery().isEmpty()) {
            return "";
        }
        return Stream.of(uri.getRawQuery().split("&", -1))
                .map(HuaweiSignature::parameter)
                .sorted(Comparator.comparing((List<String> it) -> it.get(0)).thenComparing(it -> it.get(1)))
                .map(it -> it.get(0) + "=" + it.get(1))
                .collect(Collectors.joining("&"));
    }

    private static List<String> parameter(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return List.of(encoded(decoded(name)), encoded(decoded(value)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** RFC 3986: Java's form encoding differs in three characters. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String hmac(String secretKey, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }
}
