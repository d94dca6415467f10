package io.tallylight.normalizer.cues;

import io.tallylight.event.Completeness;
import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** Signals as the Huawei poller writes them. */
public final class Signals {

    /** base64_data of the provider's example: splice_insert 1, out, 30 s. */
    public static final String EXAMPLE = "/DAlAAAAAAAAAP/wFAUAAAABf+/+AGAhYP4AKTLgAAEAAAAAjhdvmA==";

    public static final Instant START = Instant.ofEpochSecond(1_741_594_376L);

    private Signals() {}

    /** A row that agrees with the example's message. */
    public static SpliceSignal.Builder agreeing() {
        return SpliceSignal.newBuilder()
                .setId("huawei/p1/play.example.com/live/ch1/1741594376/1")
                .setRevision(1)
                .setObservedAt(START.plusSeconds(9))
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("huawei")
                .setAccount("p1")
                .setDomain("play.example.com")
                .setApp("live")
                .setChannel("ch1")
                .setSignalType(SignalType.SPLICE_INSERT)
                .setTypeText("Splice Insert")
                .setEventId(1)
                .setStartAt(START)
                .setDurationSeconds(30L)
                .setBase64(EXAMPLE)
                .setFirstSeenAt(START.plusSeconds(8));
    }

    /** The first row of the provider's example: three different events in one. */
    public static SpliceSignal.Builder example() {
        return agreeing()
                .setEventId(100)
                .setDurationSeconds(120L)
                .setSegmentationType("Provider advertisement Start")
                .setSegmentationTypeId(0x30)
                .setRawSplice(text("huawei-example-raw-splice.json"));
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(Signals.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
