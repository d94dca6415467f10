package io.tallylight.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectUnreadableTest {

    private static final byte[] POISON = {7, 7, 7};
    private static final byte[] UNKNOWN_ID = {0, 0, 0, 0, 99, 1};
    private static final ErrorHandlerContext NO_CONTEXT = (ErrorHandlerContext) Proxy.newProxyInstance(
            RejectUnreadableTest.class.getClassLoader(),
            new Class<?>[] {ErrorHandlerContext.class},
            (proxy, method, arguments) -> null);

    private final AtomicLong nanos = new AtomicLong();
    private boolean away;
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient() {
        @Override
        public synchronized ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            if (away) {
                throw new IOException("away");
            }
            return super.getSchemaById(id);
        }

        @Override
        public synchronized void reset() {} // the real one forgets what it has cached, this one would lose its schemas
    };
    private final Wire wire = new Wire(registry, "p.");
    private final RejectUnreadable handler = new RejectUnreadable();

    @BeforeEach
    void configure() throws IOException, RestClientException {
        String schema = Topics.REJECTIONS.schema().toString().replace(",\"avro.java.string\":\"String\"", "");
        registry.register("p.rejections-value", new AvroSchema(schema));
        handler.configure(Map.of(
                RejectUnreadable.WIRE,
                wire,
                RejectUnreadable.TRUST,
                new RegistryTrust(nanos::get),
                RejectUnreadable.SERVICE,
                "relay"));
    }

    @Test
    void makesARejectionOfBytesThatAreNoRecord() {
        Response response = handle(POISON);

        assertThat(response.result()).isEqualTo(Result.RESUME);
        ProducerRecord<byte[], byte[]> written =
                response.deadLetterQueueRecords().get(0);
        assertThat(written.topic()).isEqualTo("p.rejections");
        assertThat(written.key()).asString(UTF_8).isEqualTo("p.viewer/3/42");
        Rejection rejection = wire.deserializer(Topics.REJECTIONS).deserialize("p.rejections", written.value());
        assertThat(rejection.getStage()).isEqualTo(Stage.DECODE);
        assertThat(rejection.getService()).isEqualTo("relay");
        assertThat(rejection.getSource()).isEqualTo("p.viewer/3/42");
        assertThat(rejection.getReason()).contains("begins with the byte 7");
        assertThat(rejection.getInput().array()).isEqualTo(POISON);
    }

    @Test
    void stopsTheStreamWhileTheRegistryCannotBeAsked() {
        away = true;

        Response response = handle(UNKNOWN_ID);

        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void rejectsAnIdThatTheRegistryDoesNotKnow() {
        assertThat(handle(UNKNOWN_ID).result()).isEqualTo(Result.RESUME);
    }

    @Test
    void doesNotBelieveARegistryThatHasJustComeBack() throws IOException, RestClientException {
        away = true;
        handle(UNKNOWN_ID);
        away = false;

        nanos.set(RegistryTrust.LOADING.toNanos());
        assertThat(handle(UNKNOWN_ID).result()).isEqualTo(Result.FAIL);
        assertThat(handle(POISON).result()).isEqualTo(Result.RESUME);

        nanos.incrementAndGet();
        assertThat(handle(UNKNOWN_ID).result()).isEqualTo(Result.RESUME);
    }

    private Response handle(byte[] bytes) {
        Exception fault = catchException(() -> wire.deserializer(Topics.VIEWER).deserialize("p.viewer", bytes));
        return handler.handleError(NO_CONTEXT, new ConsumerRecord<>("p.viewer", 3, 42, new byte[0], bytes), fault);
    }
}
