package io.tallylight.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.ViewerCount;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class ViewerCountBytesTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void areWhatAvroReads() throws IOException {
        Sample sample = new Sample();
        sample.app = "live";
        sample.stream = "直播/" + "long".repeat(200);
        sample.start = START.toEpochMilli();
        sample.average = 20;
        sample.least = 10;
        sample.greatest = 1L << 40;
        sample.sum = -100;

        byte[] bytes = new ViewerCountBytes(0x01020304).of("the id", 3, START.toEpochMilli() + 1, sample);

        assertThat(bytes).startsWith(0, 1, 2, 3, 4);
        assertThat(new SpecificDatumReader<>(ViewerCount.class)
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null)))
                .isEqualTo(new ViewerCount(
                        "the id",
                        3,
                        START.plusMillis(1),
                        Completeness.PROVISIONAL,
                        "scaleengine",
                        "158",
                        "live",
                        sample.stream,
                        START,
                        60,
                        20.0,
                        10L,
                        1L << 40,
                        -100L,
                        List.of()));
    }
}
