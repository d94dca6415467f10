package io.tallylight.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Records as JSON for people: times as ISO-8601 instants, bytes as the text that they most likely are. */
final class RecordJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordJson() {}

    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Maps and lists can always be written as JSON", impossible);
        }
    }

    static Map<String, @Nullable Object> of(IndexedRecord record) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            json.put(field.name(), value(record.get(field.pos()), field.schema()));
        }
        return json;
    }

    private static @Nullable Object value(@Nullable Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        if (value instanceof IndexedRecord record) {
            return of(record);
        }
        if (value instanceof Long millis && isTime(schema)) {
            return Instant.ofEpochMilli(millis).toString();
        }
        if (value instanceof ByteBuffer bytes) {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(item -> value(item, element(schema))).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            map.forEach((key, item) -> json.put(String.valueOf(key), value(item, element(schema))));
            return json;
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    private static boolean isTime(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(RecordJson::isTime)
                : schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    /** The element type of an array or map, also inside an optional or a choice; the schema itself for anything else. */
    private static Schema element(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> schema.getElementType();
            case MAP -> schema.getValueType();
            case UNION ->
                schema.getTypes().stream()
                        .filter(one -> one.getType() == Schema.Type.ARRAY || one.getType() == Schema.Type.MAP)
                        .findFirst()
                        .map(RecordJson::element)
                        .orElse(schema);
            default -> schema;
        };
    }
}
