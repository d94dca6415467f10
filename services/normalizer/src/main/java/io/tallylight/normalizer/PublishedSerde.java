package io.tallylight.normalizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** {@link Published} in a changelog: a JSON array, short and readable. A later version may add elements at its end. */
final class PublishedSerde {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedSerde() {}

    static Serde<Published> serde() {
        return Serdes.serdeFrom((topic, published) -> write(published), (topic, bytes) -> read(bytes));
    }

    @SuppressWarnings("NullAway") // Kafka's way to say that a key has no value
    private static byte[] write(Published published) {
        try {
            return published == null ? null : JSON.writeValueAsBytes(published);
        } catch (JsonProcessingException impossible) {
            throw new SerializationException("What was published cannot be written", impossible);
        }
    }

    @SuppressWarnings("NullAway") // Kafka's way to say that a key has no value
    private static Published read(byte[] bytes) {
        try {
            return bytes == null ? null : JSON.readValue(bytes, Published.class);
        } catch (IOException foreign) {
            throw new SerializationException("Expected what was published, found something else", foreign);
        }
    }
}
