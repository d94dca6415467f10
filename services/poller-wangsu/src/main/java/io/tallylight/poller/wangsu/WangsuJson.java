package io.tallylight.poller.wangsu;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of an answer, strictly: the provider's own example, which opens with two braces, is no JSON. Members may
 * come in any order and unknown ones are ignored. Pure.
 */
final class WangsuJson {

    /** The provider's words: code and message, and in a success the domains. */
    record Body(String code, String message, List<Domain> domains) {}

    record Domain(String name, List<Stream> streams) {}

    record Stream(JsonNode name, JsonNode sumTime, List<Session> sessions) {}

    /** One element of durationDetailList, read and as it was sent. */
    record Session(JsonNode node, String input) {}

    /** Reads one member, whose value is the parser's current token. */
    @FunctionalInterface
    private interface Member {
        void read(String name) throws IOException;
    }

    /** Reads one element of an array. */
    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] bytes;
    private final JsonParser json;

    private WangsuJson(byte[] bytes, JsonParser json) {
        this.bytes = bytes;
        this.json = json;
    }

    /** @throws IOException when the body is no JSON object, or one without a code */
    static Body read(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            Body body = new WangsuJson(bytes, json).body();
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "expected nothing after the object");
            }
            return body;
        }
    }

    private Body body() throws IOException {
        String[] said = {"", ""};
        List<Domain> domains = new ArrayList<>();
        object(name -> {
            switch (name) {
                case "code" -> said[0] = scalar();
                case "message", "result" -> said[1] = scalar();
                case "data" -> array(() -> domains.add(domain()));
                default -> json.skipChildren();
            }
        });
        return new Body(said[0], said[1], domains);
    }

    private Domain domain() throws IOException {
        String[] domain = {""};
        List<Stream> streams = new ArrayList<>();
        object(name -> {
            switch (name) {
                case "domain" -> domain[0] = scalar();
                case "streamList" -> array(() -> streams.add(stream()));
                default -> json.skipChildren();
            }
        });
        return new Domain(domain[0], streams);
    }

    private Stream stream() throws IOException {
        JsonNode[] said = {MissingNode.getInstance(), MissingNode.getInstance()};
        List<Session> sessions = new ArrayList<>();
        object(name -> {
            switch (name) {
                case "stream" -> said[0] = node();
                case "sumTime" -> said[1] = node();
                case "durationDetailList" -> array(() -> sessions.add(session()));
                default -> json.skipChildren();
            }
        });
        return new Stream(said[0], said[1], sessions);
    }

    private Session session() throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        JsonNode node = node();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        return new Session(node, new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private void object(Member member) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "expected an object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            member.read(name);
        }
    }

    /** Null stands for an empty list. */
    private void array(Element element) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new JsonParseException(json, "expected a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    private JsonNode node() throws IOException {
        return json.readValueAsTree();
    }

    private String scalar() throws IOException {
        return node().asText();
    }
}
