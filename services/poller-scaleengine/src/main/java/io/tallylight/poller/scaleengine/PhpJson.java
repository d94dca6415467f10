package io.tallylight.poller.scaleengine;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON in exactly the bytes that PHP's json_encode writes with its default flags (PHP 8.2): no blanks, members in their
 * order, {@code \/} for a slash, lower-case {@code \}{@code uxxxx} for all that is not ASCII, DEL as it is. ScaleEngine
 * compares signatures over such bytes, and no JSON library of ours writes them.
 */
final class PhpJson {

    private static final HexFormat HEX = HexFormat.of();

    private PhpJson() {}

    /** @throws IllegalArgumentException for a lone surrogate, of which PHP makes nothing at all, and for foreign types */
    static String encode(Map<String, Object> members) {
        StringBuilder json = new StringBuilder(256);
        write(json, members);
        return json.toString();
    }

    private static void write(StringBuilder json, Object value) {
        if (value instanceof String text) {
            writeText(json, text);
        } else if (value instanceof Integer || value instanceof Long) {
            json.append(value);
        } else if (value instanceof Collection<?> items) {
            writeItems(json, items);
        } else if (value instanceof Map<?, ?> members) {
            writeMembers(json, members);
        } else {
            throw new IllegalArgumentException(
                    "No part of a request: " + value.getClass().getName());
        }
    }

    private static void writeMembers(StringBuilder json, Map<?, ?> members) {
        char before = '{';
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.append(before);
            writeText(json, String.valueOf(member.getKey()));
            json.append(':');
            write(json, member.getValue());
            before = ',';
        }
        json.append('}');
    }

    private static void writeItems(StringBuilder json, Collection<?> items) {
        json.append('[');
        for (Iterator<?> rest = items.iterator(); rest.hasNext(); ) {
            write(json, rest.next());
            json.append(rest.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private static void writeText(StringBuilder json, String text) {
        if (!wellFormed(text)) {
            throw new IllegalArgumentException("Half of a surrogate pair cannot be sent");
        }
        json.append('"');
        text.chars().forEach(unit -> writeUnit(json, (char) unit));
        json.append('"');
    }

    /** Whether the text is valid Unicode. */
    static boolean wellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static void writeUnit(StringBuilder json, char unit) {
        switch (unit) {
            case '"', '\\', '/' -> json.append('\\').append(unit);
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (unit < 0x20 || unit > 0x7f) {
                    json.append("\\u").append(HEX.toHexDigits(unit));
                } else {
                    json.append(unit);
                }
            }
        }
    }
}
