package io.tallylight.runtime;

import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of inputs that could not become what they should. Reason and input are redacted, then bounded; the id is
 * a hash of source, reason and input, so that the same fault met again has the same id.
 */
public record Rejections(String service, UnaryOperator<String> redact) {

    private static final int MOST_BYTES = 8192;
    private static final int MOST_REASON = 1000;
    private static final int ID_BYTES = 12;

    public Rejections(String service) {
        this(service, UnaryOperator.identity());
    }

    public Rejection of(Stage stage, String source, String reason, @Nullable String field, byte[] input, Instant now) {
        byte[] clean = redacted(input);
        String words = redact.apply(reason);
        return Rejection.newBuilder()
                .setId(service + "/" + hash(source, words, clean))
                .setRevision(1)
                .setObservedAt(now)
                .setService(service)
                .setStage(stage)
                .setSource(source)
                .setReason(words.substring(0, Math.min(words.length(), MOST_REASON)))
                .setField(field)
                .setInput(ByteBuffer.wrap(Arrays.copyOf(clean, Math.min(clean.length, MOST_BYTES))))
                .setInputBytes(input.length)
                .build();
    }

    /** Bytes that are no UTF-8 keep every byte that is not part of a secret. */
    private byte[] redacted(byte[] input) {
        Charset charset = isUtf8(input) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return redact.apply(new String(input, charset)).getBytes(charset);
    }

    private static boolean isUtf8(byte[] input) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input));
            return true;
        } catch (CharacterCodingException other) {
            return false; // the answer, not a fault
        }
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
