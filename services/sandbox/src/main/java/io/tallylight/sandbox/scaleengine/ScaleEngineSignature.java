package io.tallylight.sandbox.scaleengine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.SignatureMode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a request was signed with the secret: HMAC-SHA256 over the object without its last member, in Base64. */
final class ScaleEngineSignature {

    private static final Pattern TAIL = Pattern.compile(",\\s*\"signature\"\\s*:\\s*\"[^\"]*\"\\s*}\\s*$");

    private ScaleEngineSignature() {}

    /** {@code text} as it came and {@code sent} as it was read. The signature must be the last member. */
    static boolean verifies(SignatureMode mode, String text, ObjectNode sent, String secret) {
        List<String> names = new ArrayList<>();
        sent.fieldNames().forEachRemaining(names::add);
        JsonNode signature = sent.path("signature");
        boolean last = !names.isEmpty() && names.get(names.size() - 1).equals("signature");
        return last
                && signature.isTextual()
                && signed(mode, text, sent)
                        .filter(bytes -> same(hmac(secret, bytes), signature.textValue()))
                        .isPresent();
    }

    private static Optional<String> signed(SignatureMode mode, String text, ObjectNode sent) {
        if (mode == SignatureMode.PHP) {
            return Optional.of(PhpJson.encode(sent.deepCopy().without("signature")));
        }
        Matcher tail = TAIL.matcher(text);
        return tail.find() ? Optional.of(text.substring(0, tail.start()) + "}") : Optional.empty();
    }

    private static boolean same(byte[] expected, String sent) {
        return MessageDigest.isEqual(Base64.getEncoder().encode(expected), sent.getBytes(UTF_8));
    }

    /** The key is the secret's text: its 64 characters look like hex and are not decoded. */
    private static byte[] hmac(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has HmacSHA256", absent);
        }
    }
}
