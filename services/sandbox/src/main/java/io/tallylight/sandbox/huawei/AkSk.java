package io.tallylight.sandbox.huawei;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.tallylight.sandbox.SimulatorServer.Request;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request as it came, read from the signing guide (devg-apisign, api-sign-algorithm): what the
 * client listed in SignedHeaders is what counts. {@code accessKey} and {@code signature} are the client's own words.
 */
record AkSk(String accessKey, List<String> signedHeaders, String signature) {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(ALGORITHM + " Access=([^,\\s]+), ?SignedHeaders=([^,\\s]+), ?Signature=([0-9a-f]{64})");
    private static final HexFormat HEX = HexFormat.of();

    static Optional<AkSk> of(String authorization) {
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        return matcher.matches()
                ? Optional.of(
                        new AkSk(matcher.group(1), List.of(matcher.group(2).split(";")), matcher.group(3)))
                : Optional.empty();
    }

    boolean signs(String header) {
        return signedHeaders.contains(header);
    }

    /** Whether this request, signed with this key, has this signature. A listed header that is missing never fits. */
    boolean fits(Request request, String secretKey) {
        boolean sorted = signedHeaders.equals(signedHeaders.stream().sorted().toList());
        boolean complete =
                signedHeaders.stream().allMatch(h -> request.header(h).isPresent());
        return sorted
                && complete
                && MessageDigest.isEqual(
                        signature.getBytes(US_ASCII),
                        expected(request, secretKey).getBytes(US_ASCII));
    }

    private String expected(Request request, String secretKey) {
        String canonical = String.join(
                "\n",
                request.method(),
                canonicalPath(request.path()),
                canonicalQuery(request.query()),
                signedHeaders.stream()
                        .map(h -> h + ":" + request.header(h).orElse("") + "\n")
                        .collect(joining()),
                String.join(";", signedHeaders),
                sha256(request.body().getBytes()));
        String date = request.header("X-Sdk-Date").orElse("");
        return hmac(secretKey, String.join("\n", ALGORITHM, date, sha256(canonical.getBytes(UTF_8))));
    }

    /** Every segment encoded anew, and a slash at the end that is not on the wire. */
    private static String canonicalPath(String path) {
        String encoded = Arrays.stream(path.split("/", -1))
                .map(segment -> encode(decode(segment)))
                .collect(joining("/"));
        return encoded.endsWith("/") ? encoded : encoded + "/";
    }

    private static String canonicalQuery(String query) {
        return query.isEmpty()
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> encode(decode(pair[0])) + "=" + (pair.length > 1 ? encode(decode(pair[1])) : ""))
                        .sorted()
                        .collect(joining("&"));
    }

    /** RFC 3986: only letters, digits and {@code -._~} stay. */
    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            char c = (char) (one & 0xFF);
            boolean stays = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            text.append(stays ? String.valueOf(c) : "%" + HEX.withUpperCase().toHexDigits(one));
        }
        return text.toString();
    }

    private static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] in = text.getBytes(UTF_8);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && i + 2 < in.length && isHex(in[i + 1]) && isHex(in[i + 2])) {
                bytes.write(HexFormat.fromHexDigits(text(in, i + 1)));
                i += 2;
            } else {
                bytes.write(in[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(byte digit) {
        return HexFormat.isHexDigit(digit);
    }

    private static String text(byte[] in, int at) {
        return new String(in, at, 2, US_ASCII);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return HEX.formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }
}
