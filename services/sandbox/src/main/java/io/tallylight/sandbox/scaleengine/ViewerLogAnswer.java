package io.tallylight.sandbox.scaleengine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tallylight.sandbox.Story.Viewers;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.Quirk;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The answer's body, written as it is taken, row by row in pieces: six hours of many streams would fill the memory. */
final class ViewerLogAnswer implements Iterator<Buffer> {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int PIECE = 1 << 16;

    private final ScaleEngineRules rules;
    private final Iterator<Viewers> rows;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + PIECE / 4);
    private final JsonGenerator out;
    private boolean hasRows;

    ViewerLogAnswer(ScaleEngineRules rules, Iterator<Viewers> rows) {
        this.rules = rules;
        this.rows = rows;
        try {
            this.out = JSON.createGenerator(piece);
        } catch (IOException impossible) {
            throw full(impossible);
        }
    }

    @Override
    public boolean hasNext() {
        return !out.isClosed();
    }

    @Override
    public Buffer next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all of it was taken");
        }
        try {
            return piece();
        } catch (IOException impossible) {
            throw full(impossible);
        }
    }

    private Buffer piece() throws IOException {
        piece.reset();
        while (piece.size() < PIECE && rows.hasNext()) {
            accept(rows.next());
        }
        if (rows.hasNext()) {
            out.flush();
        } else {
            end();
        }
        return Buffer.buffer(piece.toByteArray());
    }

    private static UncheckedIOException full(IOException impossible) {
        return new UncheckedIOException("a buffer takes everything", impossible);
    }

    private void accept(Viewers row) throws IOException {
        if (!hasRows) {
            head("Found viewers", "success");
            out.writeArrayFieldStart("data");
            hasRows = true;
        }
        write(row);
    }

    private void write(Viewers row) throws IOException {
        out.writeStartObject();
        out.writeStringField("app", row.app());
        out.writeStringField("video_url", row.stream());
        count("viewer_count_avg", row.avg());
        count("viewer_count_min", row.min());
        count("viewer_count_max", row.max());
        count("viewer_count_sum", row.sum());
        out.writeStringField("time", ViewerLogQuery.TIME.format(row.minute().atZone(rules.zone())));
        if (rules.has(Quirk.TRAILING_COMMA)) {
            out.writeRaw(',');
        }
        out.writeEndObject();
    }

    private void count(String name, int value) throws IOException {
        if (rules.has(Quirk.NUMERIC_STRINGS)) {
            out.writeStringField(name, Integer.toString(value));
        } else {
            out.writeNumberField(name, value);
        }
    }

    private void end() throws IOException {
        if (hasRows) {
            out.writeEndArray();
        } else {
            empty();
        }
        // The document types it float and shows a string; the string is what its example has.
        out.writeStringField("handle_time", "0.0042 seconds");
        out.writeEndObject();
        out.close();
    }

    private void empty() throws IOException {
        head("No viewers found", rules.has(Quirk.EMPTY_AS_FAILURE) ? "failure" : "success");
        if (rules.has(Quirk.EMPTY_AS_OBJECT)) {
            out.writeObjectFieldStart("data");
            out.writeEndObject();
        } else if (rules.has(Quirk.EMPTY_AS_FALSE)) {
            out.writeBooleanField("data", false);
        } else if (!rules.has(Quirk.EMPTY_AS_FAILURE)) {
            out.writeArrayFieldStart("data");
            out.writeEndArray();
        }
    }

    private void head(String message, String status) throws IOException {
        out.writeStartObject();
        out.writeStringField("message", message);
        out.writeStringField("status", status);
    }
}
