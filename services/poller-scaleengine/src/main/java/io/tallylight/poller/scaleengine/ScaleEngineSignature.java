package io.tallylight.poller.scaleengine;

import io.tallylight.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * ScaleEngine's signature: base64 of HMAC-SHA256 over the request's JSON, keyed with the secret as the text that it is (not
 * hex-decoded), appended as the last member (provider's document viewer.log, example code).
 */
final class ScaleEngineSignature {

    private ScaleEngineSignature() {}

    /** The signed request as it is posted. */
    static String signed(Map<String, Object> members, Secret secret) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("signature", signature(PhpJson.encode(members), secret));
        return PhpJson.encode(all);
    }

    static String signature(String unsigned, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(unsigned.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }
}
