package io.tallylight.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tallylight.schemas.WireException.NotOurs;
import io.tallylight.schemas.WireException.NotRegistered;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** What the registry knows, each thing asked once; its errors in this house's terms. Safe for many threads. */
final class RegisteredSchemas {

    private final SchemaRegistryClient client;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    RegisteredSchemas(SchemaRegistryClient client) {
        this.client = client;
    }

    /** A topic's schema as other languages shall see it: without Avro's notes for Java. */
    static AvroSchema published(Topic<?> topic) {
        return new AvroSchema(topic.schema().toString().replace(",\"avro.java.string\":\"String\"", ""));
    }

    int idOf(String subject, Topic<?> topic) {
        Integer known = ids.get(subject);
        return known != null ? known : lookUp(subject, published(topic));
    }

    Schema byId(int id) {
        Schema known = schemas.get(id);
        return known != null ? known : lookUp(id);
    }

    private int lookUp(String subject, AvroSchema schema) {
        try {
            int id = client.getId(subject, schema);
            ids.put(subject, id);
            schemas.put(id, schema.rawSchema());
            return id;
        } catch (RestClientException e) {
            throw isAbsence(e) ? new NotRegistered(subject, e) : unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private Schema lookUp(int id) {
        try {
            Schema schema = avro(id, client.getSchemaById(id));
            schemas.put(id, schema);
            return schema;
        } catch (RestClientException e) {
            throw isAbsence(e) ? unknown(id, e) : unavailable(e);
        } catch (IOException e) {
            throw isForeign(e) ? unknown(id, e) : unavailable(e);
        }
    }

    private static Schema avro(int id, ParsedSchema schema) {
        if (schema instanceof AvroSchema avro) return avro.rawSchema();
        throw unknown(id, new IOException("It is of type " + schema.schemaType()));
    }

    /** A schema in another language comes as a plain IOException of the client's own making (Confluent 7 client). */
    private static boolean isForeign(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("Invalid schema");
    }

    /** What is missing has codes of its own from 40401 on; a bare 404 comes from an address that is no registry's. */
    static boolean isAbsence(RestClientException e) {
        return e.getErrorCode() > 40400 && e.getErrorCode() < 40500;
    }

    private static NotOurs unknown(int id, Exception cause) {
        return new NotOurs(
                NotOurs.Reason.UNKNOWN_SCHEMA_ID, "The registry knows no Avro schema with the id " + id, cause);
    }

    static RegistryUnavailable unavailable(RestClientException e) {
        return new RegistryUnavailable("The schema registry answers " + e.getStatus() + advice(e.getStatus()), e);
    }

    static RegistryUnavailable unavailable(IOException e) {
        return new RegistryUnavailable(
                "The schema registry cannot be reached: " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> ": look at the credentials in SCHEMA_REGISTRY_PROPERTIES";
            case 404, 405 -> ": does SCHEMA_REGISTRY_URL name a registry with Confluent's API?";
            default -> "";
        };
    }
}
