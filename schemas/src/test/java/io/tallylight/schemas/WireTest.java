package io.tallylight.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.schemas.WireException.NotOurs;
import io.tallylight.schemas.WireException.NotOurs.Reason;
import io.tallylight.schemas.WireException.NotRegistered;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final Topic<Target> TOPIC = Topics.TARGETS_POLYV;
    private static final String PREFIX = "t.";

    private final Registry registry = new Registry();
    private final Wire wire = new Wire(registry, PREFIX);

    @Test
    void readsWhatItHasWritten() throws Exception {
        registry.hold(TOPIC);

        byte[] bytes = bytes(target("a"));

        assertThat(wire.deserializer(TOPIC).deserialize("any", bytes)).isEqualTo(target("a"));
    }

    @Test
    void beginsWithZeroAndTheIdInFourBytes() throws Exception {
        int id = registry.hold(TOPIC);

        ByteBuffer bytes = ByteBuffer.wrap(bytes(target("a")));

        assertThat(bytes.get()).isZero();
        assertThat(bytes.getInt()).isEqualTo(id);
    }

    @Test
    void registersAndWritesNoNotesForJava() {
        assertThat(TOPIC.schema().toString()).contains("avro.java.string");
        assertThat(RegisteredSchemas.published(TOPIC).canonicalString()).doesNotContain("avro.java");
    }

    @Test
    void passesTombstones() {
        assertThat(wire.serializer(TOPIC).serialize("any", null)).isNull();
        assertThat(wire.deserializer(TOPIC).deserialize("any", null)).isNull();
    }

    @Test
    void readsAnyRecordWithItsTextsAsStrings() throws Exception {
        registry.hold(TOPIC);

        GenericRecord record = wire.anyRecord().deserialize("any", bytes(target("a")));

        assertThat(record.get("account")).isEqualTo("a");
        assertThat(record.get("observedAt")).isEqualTo(1000L);
    }

    @Test
    void givesRecordsThatCanBeComparedWithEachOther() throws Exception {
        registry.hold(TOPIC);
        byte[] bytes = bytes(target("a"));
        var deserializer = wire.deserializer(TOPIC);

        assertThat(deserializer.deserialize("any", bytes)).isEqualTo(deserializer.deserialize("any", bytes));
    }

    @Test
    void asksOncePerIdAndNotPerRecord() throws Exception {
        registry.hold(TOPIC);
        var serde = wire.serde(TOPIC);

        for (int i = 0; i < 100; i++) {
            byte[] bytes = serde.serializer().serialize("any", target("a" + i));
            serde.deserializer().deserialize("any", bytes);
        }

        assertThat(registry.asked).hasValue(1);
    }

    @Test
    void asksNothingMoreOnceItIsWarm() throws Exception {
        registry.hold(TOPIC);
        wire.warm(List.of(TOPIC));
        registry.asked.set(0);

        wire.deserializer(TOPIC).deserialize("any", bytes(target("a")));

        assertThat(registry.asked).hasValue(0);
    }

    @Test
    void serializesFromManyThreadsAtOnce() throws Exception {
        registry.hold(TOPIC);
        var serde = wire.serde(TOPIC);

        List<Integer> wrong = IntStream.range(0, 2000)
                .parallel()
                .filter(i -> !target("a" + i)
                        .equals(serde.deserializer()
                                .deserialize("any", serde.serializer().serialize("any", target("a" + i)))))
                .boxed()
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void writesTheNextRecordAfterOneThatCannotBeWritten() throws Exception {
        registry.hold(TOPIC);
        var serializer = wire.serializer(TOPIC);
        Target broken = Target.newBuilder(target("a")).build();
        broken.put("account", null);
        assertThatThrownBy(() -> serializer.serialize("any", broken)).isInstanceOf(RuntimeException.class);

        byte[] bytes = serializer.serialize("any", target("b"));

        assertThat(wire.deserializer(TOPIC).deserialize("any", bytes)).isEqualTo(target("b"));
    }

    @Test
    void namesTheSubjectAndTheCommandWhenTheSchemaIsNotRegistered() {
        assertThatThrownBy(() -> wire.serializer(TOPIC).serialize("any", target("a")))
                .isInstanceOf(NotRegistered.class)
                .hasMessageContaining("t.targets.polyv-value")
                .hasMessageContaining("scripts/tallylight contracts apply");
    }

    @Test
    void writesOnceTheSchemaIsRegistered() throws Exception {
        assertThatThrownBy(() -> bytes(target("a"))).isInstanceOf(NotRegistered.class);

        registry.hold(TOPIC);

        assertThat(bytes(target("a"))).isNotEmpty();
    }

    @Test
    void refusesAnUnknownMagicByte() {
        assertThat(reasonFor("{\"json\":1}".getBytes(UTF_8))).isEqualTo(Reason.UNKNOWN_MAGIC_BYTE);
    }

    @Test
    void refusesWhatIsShorterThanItsHeader() {
        assertThat(reasonFor(new byte[0])).isEqualTo(Reason.TOO_SHORT);
        assertThat(reasonFor(new byte[] {0, 0, 0, 1})).isEqualTo(Reason.TOO_SHORT);
    }

    @Test
    void refusesAnUnknownId() {
        assertThat(reasonFor(new byte[] {0, 0, 0, 3, 9, 1})).isEqualTo(Reason.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void refusesABodyThatIsCutShort() throws Exception {
        registry.hold(TOPIC);
        byte[] bytes = bytes(target("a"));

        for (int length = 5; length < bytes.length; length++) {
            assertThat(reasonFor(Arrays.copyOf(bytes, length))).isEqualTo(Reason.BODY_DOES_NOT_FIT);
        }
    }

    @Test
    void refusesABodyWithBytesLeftOver() throws Exception {
        registry.hold(TOPIC);
        byte[] bytes = bytes(target("a"));

        assertThat(reasonFor(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(Reason.BODY_DOES_NOT_FIT);
    }

    @Test
    void allocatesNothingForALengthThatNoBodyCanHave() throws Exception {
        int id = registry.hold(TOPIC);
        byte[] oneGigabyteOfText = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08};

        byte[] bytes = ByteBuffer.allocate(10)
                .put((byte) 0)
                .putInt(id)
                .put(oneGigabyteOfText)
                .array();

        assertThatThrownBy(() -> wire.deserializer(TOPIC).deserialize("any", bytes))
                .isInstanceOf(NotOurs.class)
                .hasMessageContaining("exceeds maximum allowed");
    }

    @Test
    void refusesAnotherKindOfRecord() throws Exception {
        int id = registry.register(
                "other-value",
                new AvroSchema(
                        SchemaBuilder.record("Other").fields().requiredInt("n").endRecord()));

        byte[] bytes =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 2).array();

        assertThat(reasonFor(bytes)).isEqualTo(Reason.BODY_DOES_NOT_FIT);
    }

    @Test
    void goesOnReadingAfterPoison() throws Exception {
        registry.hold(TOPIC);
        var deserializer = wire.deserializer(TOPIC);
        byte[] good = bytes(target("a"));
        assertThatThrownBy(() -> deserializer.deserialize("any", Arrays.copyOf(good, 8)))
                .isInstanceOf(NotOurs.class);

        assertThat(deserializer.deserialize("any", good)).isEqualTo(target("a"));
    }

    @Test
    void neverCallsARecordPoisonWhileTheRegistryIsDown() throws Exception {
        registry.hold(TOPIC);
        byte[] bytes = bytes(target("a"));
        var fresh = new Wire(registry, PREFIX).deserializer(TOPIC);
        registry.broken = new ConnectException("Connection refused");
        assertThatThrownBy(() -> fresh.deserialize("any", bytes)).isInstanceOf(RegistryUnavailable.class);

        registry.broken = null;

        assertThat(fresh.deserialize("any", bytes)).isEqualTo(target("a"));
    }

    @Test
    void neverCallsARecordPoisonWhenTheAddressIsNoRegistrys() {
        registry.broken = new RestClientException("Not Found", 404, 404);

        assertThatThrownBy(() -> wire.deserializer(TOPIC).deserialize("any", new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("SCHEMA_REGISTRY_URL");
    }

    @Test
    void saysThatTheRegistryRefusesTheCredentials() {
        registry.broken = new RestClientException("Unauthorized", 401, 40101);

        assertThatThrownBy(() -> bytes(target("a")))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("401")
                .hasMessageContaining("SCHEMA_REGISTRY_PROPERTIES");
    }

    @Test
    void takesNoCredentialsInTheAddress() {
        assertThatThrownBy(() -> Wire.at("http://127.0.0.1:1,http://someone:made-up@127.0.0.1", Map.of(), PREFIX))
                .hasMessageContaining("SCHEMA_REGISTRY_PROPERTIES")
                .hasMessageNotContaining("made-up");
    }

    @Test
    void takesNoAddressThatIsNone() {
        assertThatThrownBy(() -> Wire.at("made-up secret@@", Map.of(), PREFIX)).hasMessageNotContaining("made-up");
        assertThatThrownBy(() -> Wire.at("8085", Map.of(), PREFIX)).hasMessageContaining("names no host");
    }

    @Test
    void takesItsNumbersAsAFileSaysThem() {
        Map<String, String> file = Map.of("missing.id.cache.ttl.sec", "7", "missing.cache.size", "9");

        assertThatCode(() -> Wire.at("http://127.0.0.1:1", file, PREFIX).close())
                .doesNotThrowAnyException();
    }

    private byte[] bytes(Target target) {
        return wire.serializer(TOPIC).serialize("any", target);
    }

    private @Nullable Reason reasonFor(byte[] bytes) {
        NotOurs refusal = catchThrowableOfType(
                NotOurs.class, () -> wire.deserializer(TOPIC).deserialize("any", bytes));
        return refusal == null ? null : refusal.reason();
    }

    private static Target target(String account) {
        PollTarget polled = PollTarget.newBuilder()
                .setId("hourly")
                .setEveryMillis(60_000)
                .setSince(Instant.EPOCH)
                .setSettings(Map.of("zone", "Asia/Shanghai", "days", 3L, "streams", List.of("a", 1L)))
                .build();
        return Target.newBuilder()
                .setId("polyv/" + account)
                .setRevision(1)
                .setObservedAt(Instant.ofEpochSecond(1))
                .setProvider("polyv")
                .setAccount(account)
                .setCredentials("acme-polyv")
                .setTargets(List.of(polled))
                .build();
    }

    /** Confluent's own registry in memory, which can break and counts what it is asked. */
    private static final class Registry extends MockSchemaRegistryClient {

        private final AtomicInteger asked = new AtomicInteger();
        private @Nullable Exception broken;

        int hold(Topic<?> topic) throws IOException, RestClientException {
            return register(topic.subject(PREFIX), RegisteredSchemas.published(topic));
        }

        @Override
        public int getId(String subject, ParsedSchema schema) throws IOException, RestClientException {
            ask();
            return super.getId(subject, schema);
        }

        @Override
        public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            ask();
            return super.getSchemaById(id);
        }

        private void ask() throws IOException, RestClientException {
            asked.incrementAndGet();
            if (broken instanceof IOException e) throw e;
            if (broken instanceof RestClientException e) throw e;
        }
    }
}
