package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.event.DevicePlayback;
import io.tallylight.event.ViewerCount;
import io.tallylight.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** xxHash's own test vector. */
    @Test
    void isXxh64() {
        assertThat(Fingerprint.of("")).isEqualTo(0xEF46DB3751D8E999L);
    }

    /** Stored by every poller: another figure would tell everything that is open once more. */
    @Test
    void isTheSameInEveryVersion() {
        assertThat(List.of(
                        Fingerprint.of("scaleengine/158/demo-origin/直播"),
                        all(Events.viewers(NOW, 5)),
                        all(new DevicePlayback(1L, 2L, 3L, 4L))))
                .containsExactly(-4558594851872755237L, 8722011277672239745L, -1578378017800774774L);
    }

    @Test
    void tellsTextsApartWhereverOneEndsAndTheNextBegins() {
        ViewerCount one = ViewerCount.newBuilder(Events.viewers(NOW, 5))
                .setApp("ab")
                .setStream("c")
                .build();
        ViewerCount other = ViewerCount.newBuilder(Events.viewers(NOW, 5))
                .setApp("a")
                .setStream("bc")
                .build();

        assertThat(all(one)).isNotEqualTo(all(other));
    }

    @Test
    void looksAtEveryItemOfAList() {
        ViewerCount one = ViewerCount.newBuilder(Events.viewers(NOW, 5))
                .setFlags(List.of("a", "b"))
                .build();
        ViewerCount other = ViewerCount.newBuilder(Events.viewers(NOW, 5))
                .setFlags(List.of("a", "c"))
                .build();

        assertThat(all(one)).isNotEqualTo(all(other));
    }

    @Test
    void looksAtItsOwnFieldsOnly() {
        Fingerprint ofSum = new Fingerprint(List.of(ViewerCount.getClassSchema().getField("viewersSum")));
        ViewerCount sum =
                ViewerCount.newBuilder(Events.viewers(NOW, 5)).setViewersSum(6L).build();
        ViewerCount most =
                ViewerCount.newBuilder(Events.viewers(NOW, 5)).setViewersMax(6L).build();

        assertThat(ofSum.of(sum)).isNotEqualTo(ofSum.of(Events.viewers(NOW, 5)));
        assertThat(ofSum.of(most)).isEqualTo(ofSum.of(Events.viewers(NOW, 5)));
        assertThat(all(most)).isNotEqualTo(all(Events.viewers(NOW, 5)));
    }

    @Test
    void refusesAnEventThatNobodyCouldWrite() {
        ViewerCount event = Events.viewers(NOW, 5);
        event.put("app", null);

        assertThatThrownBy(() -> all(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing in the field app");
    }

    @Test
    void takesATextOfAnyLength() {
        ViewerCount event = ViewerCount.newBuilder(Events.viewers(NOW, 5))
                .setStream("x".repeat(10_000))
                .build();
        ViewerCount other =
                ViewerCount.newBuilder(event).setStream("x".repeat(9_999) + "y").build();

        assertThat(all(event)).isNotEqualTo(all(other));
    }

    static Stream<Schema> events() {
        return Stream.of(Topics.VIEWER, Topics.HOURLY, Topics.SCTE35, Topics.PUSH_SESSION)
                .map(topic -> topic.schema());
    }

    /** With every kind of value that its schema has, null and not null. */
    @ParameterizedTest
    @MethodSource("events")
    void knowsEveryEvent(Schema schema) throws IOException {
        for (Object random : new RandomData(schema, 50, 7L)) {
            byte[] bytes = encoded(schema, random);

            assertThat(all(event(schema, bytes))).isEqualTo(all(event(schema, bytes)));
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        ViewerCount event = Events.viewers(NOW, 5);
        event.put("flags", List.of(new Object()));

        assertThatThrownBy(() -> all(event)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] encoded(Schema schema, Object record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        return bytes.toByteArray();
    }

    private static SpecificRecordBase event(Schema schema, byte[] bytes) throws IOException {
        return new SpecificDatumReader<SpecificRecordBase>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static long all(SpecificRecordBase event) {
        return new Fingerprint(event.getSchema().getFields()).of(event);
    }
}
