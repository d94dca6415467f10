package io.tallylight.scte35;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One message with what its source says about it. */
record Vector(String name, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Vector> all() {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode json : resource("/vectors/scte35.json"))
            vectors.add(new Vector(json.get("name").asText(), json));
        return vectors;
    }

    static Vector named(String name) {
        return all().stream()
                .filter(vector -> vector.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode resource(String name) {
        try (InputStream in = Vector.class.getResourceAsStream(name)) {
            return MAPPER.readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static JsonNode toJson(Object value) {
        return MAPPER.valueToTree(value);
    }

    String base64() {
        return json.get("base64").asText();
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(base64().replace("=", ""));
    }

    JsonNode expected() {
        return json.get("expected");
    }

    boolean malformed() {
        return json.path("malformed").asBoolean();
    }

    @Override
    public String toString() {
        return name;
    }
}
