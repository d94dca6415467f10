package io.tallylight.poller.scaleengine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tallylight.poller.Misfit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer of viewer.log as it was read, in one pass over its bytes.
 *
 * @param lenient whether it could only be read by overlooking trailing commas, as the document's own example has one
 */
record ScaleEngineJson(
        String status, String message, List<ViewerSample> samples, List<Misfit> misfits, boolean lenient) {

    private static final JsonFactory STRICT = new JsonFactory();
    private static final JsonFactory LENIENT =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

    /** @throws IOException where the body is no JSON object, or its data are no records */
    static ScaleEngineJson read(byte[] body) throws IOException {
        try {
            return new Reading(body).all(STRICT);
        } catch (JsonParseException strict) {
            ScaleEngineJson read = new Reading(body).all(LENIENT);
            return new ScaleEngineJson(read.status, read.message, read.samples, read.misfits, true);
        }
    }

    boolean successful() {
        return "success".equalsIgnoreCase(status);
    }

    private static final class Reading {

        private final byte[] body;
        private final List<ViewerSample> samples = new ArrayList<>();
        private final List<Misfit> misfits = new ArrayList<>();
        private String status = "";
        private String message = "";

        Reading(byte[] body) {
            this.body = body;
        }

        ScaleEngineJson all(JsonFactory json) throws IOException {
            try (JsonParser parser = json.createParser(body)) {
                expect(parser.nextToken() == JsonToken.START_OBJECT, "a JSON object");
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    member(parser, parser.currentName());
                }
                expect(parser.nextToken() == null, "nothing after the JSON object");
            }
            return new ScaleEngineJson(status, message, samples, misfits, false);
        }

        private void member(JsonParser parser, String name) throws IOException {
            parser.nextToken();
            switch (name) {
                case "status" -> status = text(parser);
                case "message" -> message = text(parser);
                case "data" -> data(parser);
                default -> parser.skipChildren(); // handle_time among them: typed float, sent as "0.3795 seconds"
            }
        }

        private static String text(JsonParser parser) throws IOException {
            String text = parser.currentToken().isScalarValue() ? parser.getText() : "";
            parser.skipChildren();
            return text;
        }

        /** PHP writes an empty list as [], {}, false, null or "", and a list with gaps as an object of its values. */
        private void data(JsonParser parser) throws IOException {
            switch (parser.currentToken()) {
                case VALUE_NULL, VALUE_FALSE -> {}
                case VALUE_STRING -> expect(parser.getText().isEmpty(), "records as data");
                case START_ARRAY -> {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        row(parser);
                    }
                }
                case START_OBJECT -> {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        parser.nextToken();
                        row(parser);
                    }
                }
                default -> expect(false, "records as data");
            }
        }

        private void row(JsonParser parser) throws IOException {
            long from = parser.currentTokenLocation().getByteOffset();
            ViewerSample.Draft draft = new ViewerSample.Draft();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    draft.field(name, parser);
                }
            } else {
                parser.skipChildren();
                draft.problem("", "expected a record");
            }
            parser.finishToken();
            long to = parser.currentLocation().getByteOffset();
            draft.finish(samples::add, (field, reason) -> misfits.add(misfit(reason, field, from, to)));
        }

        private Misfit misfit(String reason, String field, long from, long to) {
            String row = new String(body, (int) from, (int) (Math.min(to, body.length) - from), StandardCharsets.UTF_8);
            return new Misfit(reason, field.isEmpty() ? null : field, row);
        }

        private static void expect(boolean met, String what) throws IOException {
            if (!met) {
                throw new IOException("expected " + what);
            }
        }
    }
}
