package io.tallylight.normalizer;

import io.tallylight.event.Cue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** A short stand-in for the content of a cue: all of it but which revision says it and when that was seen. */
final class CueFingerprint {

    private static final int BYTES = 12;

    private CueFingerprint() {}

    static String of(Cue cue) {
        Cue content = Cue.newBuilder(cue)
                .setRevision(0)
                .setSourceRevision(0)
                .setObservedAt(Instant.EPOCH)
                .build();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(content)), 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static byte[] bytes(Cue cue) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<>(Cue.class).write(cue, encoder);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory takes every byte", impossible);
        }
        return out.toByteArray();
    }
}
