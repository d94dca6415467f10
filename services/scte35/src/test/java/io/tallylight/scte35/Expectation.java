package io.tallylight.scte35;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a source's statements, a subset in its own words here and there, with our JSON; collects what
 * differs.
 */
final class Expectation {
    /**
     * What only says how a certain other library behaved, or repeats in its form what another key says in
     * ours.
     */
    private static final Set<String> OTHER_LIBRARIES =
            Set.of("valid", "error", "lenient", "non_fatal_errors", "round_trip_identical", "utc_splice_time_tsduck");

    private final List<String> differences = new ArrayList<>();

    static List<String> differences(JsonNode expected, JsonNode actual) {
        Expectation expectation = new Expectation();
        expectation.compare(expected, actual, "");
        return expectation.differences;
    }

    private void compare(JsonNode expected, JsonNode actual, String path) {
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> entry : expected.properties()) member(entry, actual, path);
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int index = 0; index < expected.size(); index++) {
                compare(expected.get(index), actual.get(index), path + "/" + index);
            }
        } else {
            same(expected, actual, path);
        }
    }

    private void member(Map.Entry<String, JsonNode> entry, JsonNode actual, String path) {
        String key = entry.getKey();
        JsonNode expected = entry.getValue();
        String there = path + "/" + key;
        if (OTHER_LIBRARIES.contains(key)) return;
        switch (key) {
            case "crc_ok" -> same(expected, actual.path("crc_valid"), there);
            case "sub_segment_absent" -> same(expected, bool(!actual.has("sub_segment_num")), there);
            case "descriptors_contains" -> contained(expected, actual.path("descriptors"), there);
            case "segmentation_upids" -> flat(expected, actual.path("segmentation_upid"), there);
            default -> compare(expected, actual.path(key), there);
        }
    }

    private void contained(JsonNode expected, JsonNode descriptors, String path) {
        for (JsonNode descriptor : descriptors) {
            if (differences(expected, descriptor).isEmpty()) return;
        }
        same(expected, descriptors, path);
    }

    /**
     * scte35-go lists the members of a MID, or the one UPID; writes TI as decimal and EIDR without check
     * character.
     */
    private void flat(JsonNode expected, JsonNode upid, String path) {
        JsonNode actual = upid.has("upids") ? upid.get("upids") : Vector.toJson(List.of(upid));
        for (int index = 0; index < expected.size(); index++) {
            ObjectNode stated = expected.get(index).deepCopy();
            JsonNode read = actual.path(index);
            stated.remove("format");
            if (stated.has("segmentation_upid_hex")) stated.set("hex", stated.remove("segmentation_upid_hex"));
            switch (stated.get("segmentation_upid_type").asInt()) {
                case SegmentationUpid.TI ->
                    stated.put(
                            "text",
                            "0x%016X"
                                    .formatted(Long.parseLong(stated.get("text").asText())));
                case SegmentationUpid.EIDR ->
                    stated.put(
                            "text",
                            stated.get("text").asText()
                                    + read.get("text").asText().substring(32));
                default -> {}
            }
            compare(stated, read, path + "/" + index);
        }
    }

    private void same(JsonNode expected, JsonNode actual, String path) {
        boolean numbers = expected.isIntegralNumber() && actual.isIntegralNumber();
        boolean equal = numbers ? expected.asLong() == actual.asLong() : expected.equals(actual);
        if (!equal) differences.add(path + ": expected " + expected + ", was " + actual);
    }

    private static JsonNode bool(boolean value) {
        return JsonNodeFactory.instance.booleanNode(value);
    }
}
