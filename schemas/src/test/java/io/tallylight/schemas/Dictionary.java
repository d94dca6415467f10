package io.tallylight.schemas;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** The data dictionary in Markdown, made from nothing but the topics and the docs in their schemas. */
final class Dictionary {

    private Dictionary() {}

    static String markdown() {
        return topics() + records().stream().map(Dictionary::section).collect(Collectors.joining());
    }

    /** Every record and enum of the contract, in the order in which the topics need them. */
    static Collection<Schema> records() {
        Map<String, Schema> found = new LinkedHashMap<>();
        Topics.all().forEach(topic -> collect(topic.schema(), found));
        return found.values();
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(type -> collect(type, found));
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case ENUM -> found.putIfAbsent(schema.getFullName(), schema);
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            default -> {
                // a plain value has nothing to explain beside its field
            }
        }
    }

    private static String topics() {
        return "| topic | record | key | partitions | kept |\n| --- | --- | --- | --- | --- |\n"
                + Topics.all().stream().map(Dictionary::row).collect(Collectors.joining());
    }

    private static String row(Topic<?> topic) {
        String kept =
                topic.retention().map(time -> time.toDays() + " days").orElse("the latest of each key (compacted)");
        return "| `" + topic.name() + "` | " + link(topic.schema()) + " | " + topic.key() + " | " + topic.partitions()
                + " | " + kept + " |\n";
    }

    private static String section(Schema schema) {
        String head = "\n### " + schema.getName() + "\n\n" + schema.getDoc() + "\n\n";
        if (schema.getType() == Schema.Type.ENUM) return head + "One of " + symbols(schema) + ".\n";
        return head + "| field | type | what it says |\n| --- | --- | --- |\n"
                + schema.getFields().stream().map(Dictionary::row).collect(Collectors.joining());
    }

    private static String row(Field field) {
        return "| `" + field.name() + "` | " + type(field.schema()) + " | "
                + field.doc().replace("|", "\\|") + " |\n";
    }

    private static String symbols(Schema schema) {
        return schema.getEnumSymbols().stream()
                .map(symbol -> "`" + symbol + "`")
                .collect(Collectors.joining(", "));
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) return schema.getLogicalType().getName();
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().map(Dictionary::type).collect(Collectors.joining(" or "));
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM -> link(schema);
            default -> schema.getName();
        };
    }

    private static String link(Schema schema) {
        return "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
    }
}
