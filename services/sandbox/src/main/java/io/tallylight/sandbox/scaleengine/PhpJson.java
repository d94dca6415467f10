package io.tallylight.sandbox.scaleengine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What PHP makes of JSON: {@code json_decode(…, true)}, which keeps the order of members, and {@code json_encode} with
 * its default flags. Checked against php 8.2 (vectors se-01 to se-11).
 */
final class PhpJson {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private PhpJson() {}

    /** An object, or empty where PHP would say that it is none: a lone surrogate is malformed to PHP, not to Jackson. */
    static Optional<ObjectNode> decode(String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
        return node instanceof ObjectNode object && UTF_8.newEncoder().canEncode(object.toString())
                ? Optional.of(object)
                : Optional.empty();
    }

    static String encode(JsonNode node) {
        StringBuilder out = new StringBuilder();
        value(node, out);
        return out.toString();
    }

    private static void value(JsonNode node, StringBuilder out) {
        if (node.isTextual()) {
            string(node.textValue(), out);
        } else if (node.isNumber()) {
            out.append(number(node));
        } else if (node.isArray() || isList(node)) {
            list(node, out);
        } else if (node.isObject()) {
            object(node, out);
        } else {
            out.append(node.asText());
        }
    }

    /** An object that became a PHP array with the keys 0, 1, 2 … comes back as a list; so does the empty one. */
    private static boolean isList(JsonNode node) {
        int expected = 0;
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); expected++) {
            if (!names.next().equals(Integer.toString(expected))) {
                return false;
            }
        }
        return node.isObject();
    }

    private static void list(JsonNode node, StringBuilder out) {
        out.append('[');
        String comma = "";
        for (JsonNode element : node) {
            out.append(comma);
            value(element, out);
            comma = ",";
        }
        out.append(']');
    }

    private static void object(JsonNode node, StringBuilder out) {
        out.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            out.append(comma);
            string(member.getKey(), out);
            out.append(':');
            value(member.getValue(), out);
            comma = ",";
        }
        out.append('}');
    }

    /** No float is in this API; 158.0 comes back as 158, as PHP has it without PRESERVE_ZERO_FRACTION. */
    private static String number(JsonNode node) {
        return node.canConvertToLong() && node.isIntegralNumber()
                ? node.asText()
                : new BigDecimal(Double.toString(node.doubleValue()))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            unit(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void unit(char unit, StringBuilder out) {
        int at = "\"\\/\b\f\n\r\t".indexOf(unit);
        if (at >= 0) {
            out.append('\\').append("\"\\/bfnrt".charAt(at));
        } else if (unit < 0x20 || unit > 0x7f) {
            out.append(String.format("\\u%04x", (int) unit));
        } else {
            out.append(unit);
        }
    }
}
