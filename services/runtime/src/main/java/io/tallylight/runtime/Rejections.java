package io.tallylight.runtime;

import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of inputs that could not become what they should. The input is bounded and redacted; the id is
 * a hash of source, reason and input, so that the same fault met again has the same id.
 */
public record Rejections(String service, UnaryOperator<String> redact) {

    private static final int MOST_BYTES = 8192;
    private static final int ID_BYTES = 12;

    public Rejections(String service) {
        this(service, UnaryOperator.identity());
    }

    public Rejection of(Stage stage, String source, String reason, @Nullable String field, byte[] input, Instant now) {
        byte[] clean =
                redact.apply(new String(input, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        return Rejection.newBuilder()
                .setId(service + "/" + hash(source, reason, clean))
                .setRevision(1)
                .setObservedAt(now)
                .setService(service)
                .setStage(stage)
                .setSource(source)
                .setReason(redact.apply(reason))
                .setField(field)
                .setInput(ByteBuffer.wrap(Arrays.copyOf(clean, Math.min(clean.length, MOST_BYTES))))
                .setInputBytes(input.length)
                .build();
    }

    private static String hash(String source, String reason, byte[] input) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((source + '\n' + reason + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(input), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
