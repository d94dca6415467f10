package io.tallylight.runtime;

import static java.util.Objects.requireNonNull;

import io.tallylight.event.Rejection;
import io.tallylight.event.Stage;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import io.tallylight.schemas.WireException.NotOurs;
import io.tallylight.schemas.WireException.NotOurs.Reason;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Bytes on a topic that are no record of ours go to rejections, in the same transaction as what follows. A registry that
 * does not answer, or has just come back, is no fault of the bytes: the stream stops there and tries the same record
 * again.
 */
public final class RejectUnreadable implements DeserializationExceptionHandler {

    static final String WIRE = "tallylight.wire";
    static final String TRUST = "tallylight.registry-trust";
    static final String SERVICE = "tallylight.service";

    private Wire wire;
    private RegistryTrust trust;
    private Rejections rejections;

    @SuppressWarnings("NullAway.Init") // Kafka makes it, then calls configure
    public RejectUnreadable() {}

    @Override
    public void configure(Map<String, ?> settings) {
        wire = (Wire) requireNonNull(settings.get(WIRE));
        trust = (RegistryTrust) requireNonNull(settings.get(TRUST));
        rejections = new Rejections((String) requireNonNull(settings.get(SERVICE)));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        if (mayBeReadLater(fault)) {
            return Response.fail();
        }
        String source = record.topic() + "/" + record.partition() + "/" + record.offset();
        byte[] input = record.value() == null ? new byte[0] : record.value();
        Rejection rejection = rejections.of(Stage.DECODE, source, Causes.inWords(fault), null, input, Instant.now());
        String topic = wire.name(Topics.REJECTIONS);
        byte[] value = wire.serializer(Topics.REJECTIONS).serialize(topic, rejection);
        return Response.resume(List.of(new ProducerRecord<>(topic, source.getBytes(StandardCharsets.UTF_8), value)));
    }

    private boolean mayBeReadLater(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailable) {
                trust.sawItAway();
                return true;
            }
            if (cause instanceof NotOurs poison && poison.reason() == Reason.UNKNOWN_SCHEMA_ID && !trust.believes()) {
                wire.registry().reset(); // which also forgets that it did not know the id
                return true;
            }
        }
        return false;
    }
}
