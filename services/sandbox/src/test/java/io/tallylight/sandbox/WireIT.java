package io.tallylight.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tallylight.event.Target;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import io.tallylight.schemas.WireException.NotOurs;
import io.tallylight.schemas.WireException.NotOurs.Reason;
import io.tallylight.schemas.WireException.NotRegistered;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format against a real registry, which keeps its schemas in a real broker. */
class WireIT {

    private static final String PREFIX = "wire.";
    private static final Topic<Target> TOPIC = Topics.TARGETS_WANGSU;

    private static EmbeddedKafka kafka;
    private static Registry registry;

    private CountingProxy proxy;
    private Wire wire;

    @BeforeAll
    static void start() throws IOException {
        kafka = EmbeddedKafka.start(0, Optional.empty());
        registry = Registry.start(0, Optional.of(kafka.bootstrapServers()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Wire.registry(registry.url(), Map.of())) {
            Contracts.apply(admin, client, PREFIX, (short) 1, done -> {});
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @BeforeEach
    void connect() throws IOException {
        proxy = new CountingProxy(registry.url());
        wire = Wire.at(proxy.url(), Map.of(), PREFIX);
    }

    @AfterEach
    void disconnect() {
        wire.close();
        proxy.close();
    }

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <T extends SpecificRecord> void readsWhatItHasWritten(Topic<T> topic) {
        Serde<T> serde = wire.serde(topic);

        assertThat(random(topic, 50)).allSatisfy(record -> {
            byte[] bytes = serde.serializer().serialize(wire.name(topic), record);
            assertThat(serde.deserializer().deserialize(wire.name(topic), bytes))
                    .isEqualTo(record);
            GenericRecord any = wire.anyRecord().deserialize(wire.name(topic), bytes);
            assertThat(any.get("id")).isEqualTo(record.get(0));
        });
    }

    @Test
    void asksTheRegistryNothingPerRecord() {
        wire.warm(List.of(TOPIC));
        int warm = proxy.requests();
        Serde<Target> serde = wire.serde(TOPIC);

        for (Target target : random(TOPIC, 500)) {
            serde.deserializer().deserialize("any", serde.serializer().serialize("any", target));
        }

        assertThat(warm).isEqualTo(1);
        assertThat(proxy.requests()).isEqualTo(warm);
    }

    @Test
    void asksOnceForAnIdThatIsUnknown() {
        for (int i = 0; i < 100; i++) {
            assertThat(reasonFor(header(987_654))).isEqualTo(Reason.UNKNOWN_SCHEMA_ID);
        }

        assertThat(proxy.requests()).isEqualTo(1);
    }

    @Test
    void namesTheSubjectThatIsNotRegistered() {
        try (Wire other = Wire.at(proxy.url(), Map.of(), "elsewhere.")) {
            assertThatThrownBy(() -> other.warm(List.of(TOPIC)))
                    .isInstanceOf(NotRegistered.class)
                    .hasMessageContaining("elsewhere.targets.wangsu-value");
        }
    }

    @Test
    void callsAnUnknownMagicBytePoison() {
        assertThat(reasonFor("{}".getBytes(UTF_8))).isEqualTo(Reason.UNKNOWN_MAGIC_BYTE);
        assertThat(proxy.requests()).isZero();
    }

    @Test
    void callsASchemaInAnotherLanguagePoison() throws Exception {
        int id = registerJsonSchema();

        assertThat(reasonFor(header(id))).isEqualTo(Reason.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void waitsForARegistryThatIsDownAndGoesOn() {
        Target target = random(TOPIC, 1).get(0);
        byte[] bytes = wire.serializer(TOPIC).serialize("any", target);
        int port = URI.create(registry.url()).getPort();
        registry.close();
        try (Wire fresh = Wire.at(registry.url(), Map.of(), PREFIX)) {
            var reading = fresh.deserializer(TOPIC);
            assertThatThrownBy(() -> reading.deserialize("any", bytes)).isInstanceOf(RegistryUnavailable.class);
            assertThatThrownBy(() -> fresh.serializer(TOPIC).serialize("any", target))
                    .isInstanceOf(RegistryUnavailable.class);
            assertThat(wire.deserializer(TOPIC).deserialize("any", bytes))
                    .as("known ids")
                    .isEqualTo(target);

            registry = Registry.start(port, Optional.of(kafka.bootstrapServers()));

            assertThat(reading.deserialize("any", bytes)).isEqualTo(target);
            assertThat(fresh.serializer(TOPIC).serialize("any", target)).isEqualTo(bytes);
        }
    }

    @Test
    void takesAnAddressThatIsNoRegistrysForUnavailable() {
        try (Wire wrong = Wire.at(proxy.url() + "/nowhere", Map.of(), PREFIX)) {
            assertThatThrownBy(() -> wrong.deserializer(TOPIC).deserialize("any", header(1)))
                    .isInstanceOf(RegistryUnavailable.class);
        }
    }

    private Reason reasonFor(byte[] bytes) {
        return catchThrowableOfType(
                        NotOurs.class, () -> wire.deserializer(TOPIC).deserialize("any", bytes))
                .reason();
    }

    private static byte[] header(int id) {
        return ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
    }

    private static int registerJsonSchema() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/json-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schemaType\":\"JSON\",\"schema\":\"{\\\"type\\\":\\\"object\\\"}\"}"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return Integer.parseInt(answer.replaceAll("\\D", ""));
    }

    /** The same records at every run: the seed is fixed. */
    private static <T extends SpecificRecord> List<T> random(Topic<T> topic, int count) {
        Schema schema = topic.schema();
        return StreamSupport.stream(new RandomData(schema, count, 42L).spliterator(), false)
                .map(record -> specific(topic, schema, record))
                .toList();
    }

    private static <T extends SpecificRecord> T specific(Topic<T> topic, Schema schema, Object record) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(record, encoder);
            encoder.flush();
            return new SpecificDatumReader<>(topic.type())
                    .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
