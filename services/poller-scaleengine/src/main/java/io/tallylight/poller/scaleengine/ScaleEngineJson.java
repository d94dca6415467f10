package io.tallylight.poller.scaleengine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tallylight.poller.Misfit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Reads one answer of viewer.log piece by piece: a record goes out as soon as it is complete, and nothing of it is kept.
 * Trailing commas are overlooked, because the document's own example has one.
 */
final class ScaleEngineJson {

    /** Far more than any name or message of the provider, and little beside the memory of the smallest poller. */
    private static final int LONGEST_TEXT = 100_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /** Where in the answer the next token is. */
    private enum Place {
        BEFORE,
        ANSWER,
        DATA,
        RECORD,
        NESTED,
        AFTER
    }

    private final Consumer<ViewerSample> samples;
    private final Consumer<Misfit> misfits;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final RecordBytes bytes = new RecordBytes();
    private final ViewerSample.Draft draft = new ViewerSample.Draft();
    private Place place = Place.BEFORE;
    private Place around = Place.BEFORE;
    private int depth;
    private String status = "";
    private String message = "";
    private long records;
    private long length;
    private long newest;
    private boolean lenient;

    ScaleEngineJson(Consumer<ViewerSample> samples, Consumer<Misfit> misfits) {
        this.samples = samples;
        this.misfits = misfits;
        try {
            this.parser = JSON.createNonBlockingByteArrayParser();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A parser that has read nothing cannot fail", impossible);
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    /** @throws IOException where the body is no JSON object, or its data are no records */
    void read(byte[] piece) throws IOException {
        bytes.add(piece);
        length += piece.length;
        feeder.feedInput(piece, 0, piece.length);
        for (JsonToken token = parser.nextToken(); token != JsonToken.NOT_AVAILABLE; token = parser.nextToken()) {
            lenient = lenient || (token.isStructEnd() && bytes.commaBefore(offset() - 1));
            take(token);
        }
    }

    /** @throws IOException where the body ends too early */
    void end() throws IOException {
        feeder.endOfInput();
        expect(parser.nextToken() == null && place == Place.AFTER, "the end of the JSON object");
    }

    boolean successful() {
        return "success".equalsIgnoreCase(status);
    }

    String status() {
        return status;
    }

    String message() {
        return message;
    }

    /** How many records were given out, good or bad. */
    long records() {
        return records;
    }

    /** How many bytes came since the last record, or since the beginning. */
    long sinceRecord() {
        return length - newest;
    }

    /** Whether a trailing comma was overlooked. */
    boolean lenient() {
        return lenient;
    }

    private void take(JsonToken token) throws IOException {
        switch (place) {
            case BEFORE -> {
                expect(token == JsonToken.START_OBJECT, "a JSON object");
                place = Place.ANSWER;
            }
            case ANSWER -> member(token);
            case DATA -> item(token);
            case RECORD -> field(token);
            case NESTED -> nested(token);
            case AFTER -> expect(false, "nothing after the JSON object");
        }
    }

    private void member(JsonToken token) throws IOException {
        if (token == JsonToken.END_OBJECT) {
            place = Place.AFTER;
        } else if (token != JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "status" -> status = text(token);
                case "message" -> message = text(token);
                case "data" -> data(token);
                default -> skip(token); // handle_time among them: typed float, sent as "0.3795 seconds"
            }
        }
    }

    private String text(JsonToken token) throws IOException {
        skip(token);
        return token.isScalarValue() ? parser.getText() : "";
    }

    /** PHP writes an empty list as [], {}, false, null or "", and a list with gaps as an object of its values. */
    private void data(JsonToken token) throws IOException {
        switch (token) {
            case VALUE_NULL, VALUE_FALSE -> {}
            case VALUE_STRING -> expect(parser.getTextLength() == 0, "records as data");
            case START_ARRAY, START_OBJECT -> place = Place.DATA;
            default -> expect(false, "records as data");
        }
    }

    private void item(JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> {}
            case END_ARRAY, END_OBJECT -> place = Place.ANSWER;
            case START_OBJECT -> {
                bytes.begin(offset() - 1);
                place = Place.RECORD;
            }
            case START_ARRAY -> {
                bytes.begin(offset() - 1);
                draft.problem("", "expected a record");
                skip(token);
            }
            default -> misfit("expected a record", "", parser.getText());
        }
    }

    private void field(JsonToken token) throws IOException {
        if (token == JsonToken.END_OBJECT) {
            place = Place.DATA;
            finish();
        } else if (token != JsonToken.FIELD_NAME) {
            draft.field(parser.currentName(), token, parser);
            skip(token);
        }
    }

    private void skip(JsonToken token) {
        if (token.isStructStart()) {
            around = place;
            place = Place.NESTED;
            depth = 1;
        }
    }

    private void nested(JsonToken token) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
            place = around;
            if (place == Place.DATA) { // a list where a record should be
                finish();
            }
        }
    }

    private void finish() {
        ViewerSample sample = draft.sample();
        if (sample == null) {
            misfit(draft.problem(), draft.problemField(), bytes.text(offset()));
        } else if (counts()) {
            records++;
            samples.accept(sample);
        }
        bytes.end();
        draft.clear();
        newest = offset();
    }

    private void misfit(String reason, String field, String input) {
        if (counts()) {
            records++;
            misfits.accept(new Misfit(reason, field.isEmpty() ? null : field, input));
        }
    }

    /** A failure that announced itself has nothing to tell. */
    private boolean counts() {
        return status.isEmpty() || successful();
    }

    /** Bytes of the body before the next one that the parser looks at. */
    private long offset() {
        return parser.currentLocation().getByteOffset();
    }

    private static void expect(boolean met, String what) throws IOException {
        if (!met) {
            throw new IOException("expected " + what);
        }
    }
}
