package io.tallylight.schemas;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes on the topics: Confluent's wire format (0x00, the schema's id as four bytes big-endian, Avro binary), with
 * the subject {@code <topic>-value}. Ids are asked once and kept; it never registers. Safe for many threads, and so is
 * all that it hands out. Failures are {@link WireException}s.
 */
public final class Wire implements AutoCloseable {

    private static final int CACHED_SCHEMAS = 1000;

    /** Short enough to be noticed, and an unknown id or schema is not asked for at every record. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "http.connect.timeout.ms",
            5_000,
            "http.read.timeout.ms",
            10_000,
            "missing.cache.size",
            10_000,
            "missing.id.cache.ttl.sec",
            30L);

    private final SchemaRegistryClient client;
    private final RegisteredSchemas registered;
    private final String topicPrefix;

    public Wire(SchemaRegistryClient client, String topicPrefix) {
        this.client = client;
        this.registered = new RegisteredSchemas(client);
        this.topicPrefix = topicPrefix;
    }

    public static Wire at(String registryUrl, Map<String, ?> registryProperties, String topicPrefix) {
        return new Wire(registry(registryUrl, registryProperties), topicPrefix);
    }

    /**
     * Confluent's client with bounded times.
     *
     * @param urls one address or several with commas; credentials belong in the properties, as addresses get logged
     * @throws IllegalArgumentException for an address that cannot be one, or that holds credentials
     */
    public static SchemaRegistryClient registry(String urls, Map<String, ?> properties) {
        List<String> addresses =
                Stream.of(urls.split(",", -1)).map(String::strip).toList();
        addresses.forEach(Wire::check);
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        settings.putAll(properties);
        settings.replaceAll((key, value) -> typed(DEFAULTS.get(key), value));
        return new CachedSchemaRegistryClient(addresses, CACHED_SCHEMAS, settings);
    }

    public SchemaRegistryClient registry() {
        return client;
    }

    /** The topic's name on the broker. */
    public String name(Topic<?> topic) {
        return topic.name(topicPrefix);
    }

    public <T extends SpecificRecord> Serde<T> serde(Topic<T> topic) {
        return Serdes.serdeFrom(serializer(topic), deserializer(topic));
    }

    public <T extends SpecificRecord> Serializer<T> serializer(Topic<T> topic) {
        return new WireSerializer<>(registered, topic, topic.subject(topicPrefix));
    }

    /** Reads what any compatible version has written, as this version's type. */
    public <T extends SpecificRecord> Deserializer<T> deserializer(Topic<T> topic) {
        return new WireDeserializer<>(
                registered, written -> new SpecificDatumReader<>(written, topic.schema(), new Lists(topic.type())));
    }

    /** Reads any Avro record just as it was written; texts come as String, times as numbers. */
    public Deserializer<GenericRecord> anyRecord() {
        return new WireDeserializer<>(registered, TextReader::new);
    }

    /** Looks up every id, so that the first records wait for nothing and a missing schema shows before them. */
    public void warm(Collection<Topic<?>> topics) {
        topics.forEach(topic -> registered.idOf(topic.subject(topicPrefix), topic));
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client casts some of its numbers and does not parse them, so what a file says needs its type. */
    private static Object typed(@Nullable Object example, Object value) {
        if (example instanceof Long && value instanceof String text) return Long.valueOf(text);
        if (example instanceof Integer && value instanceof String text) return Integer.valueOf(text);
        return value;
    }

    private static void check(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A schema registry's address is not a URL"); // which may hold a password
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The schema registry's address holds credentials:"
                    + " put them in SCHEMA_REGISTRY_PROPERTIES as basic.auth.user.info");
        }
        if (uri.getHost() == null) throw new IllegalArgumentException("A schema registry's address names no host");
    }

    /** Avro's own lists cannot be compared with each other when times lie somewhere in them: plain ones can. */
    private static final class Lists extends SpecificData {

        Lists(Class<?> type) {
            super(type.getClassLoader());
            addLogicalTypeConversion(new TimestampMillisConversion());
        }

        @Override
        public Object newArray(@Nullable Object old, int size, Schema schema) {
            return new ArrayList<>(size);
        }
    }

    private static final class TextReader extends GenericDatumReader<GenericRecord> {

        TextReader(Schema written) {
            super(written, written, plain());
        }

        private static GenericData plain() {
            GenericData data = new GenericData();
            data.setFastReaderEnabled(false); // it would not ask the method below
            return data;
        }

        @Override
        protected Class<?> findStringClass(Schema schema) {
            return String.class;
        }
    }
}
