package io.tallylight.sandbox.scaleengine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tallylight.sandbox.Story.Viewers;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.Quirk;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The answer's body, written row by row: six hours of many streams would be too much as a tree. */
final class ViewerLogAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private final ScaleEngineRules rules;
    private final JsonGenerator out;
    private boolean hasRows;

    private ViewerLogAnswer(ScaleEngineRules rules, JsonGenerator out) {
        this.rules = rules;
        this.out = out;
    }

    /** {@code rows} is asked once to hand over every row. */
    static Buffer of(ScaleEngineRules rules, Consumer<Consumer<Viewers>> rows) {
        Pieces body = new Pieces();
        try (JsonGenerator out = JSON.createGenerator(body)) {
            ViewerLogAnswer answer = new ViewerLogAnswer(rules, out);
            rows.accept(answer::accept);
            answer.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a buffer takes everything", impossible);
        }
        return body.together();
    }

    private void accept(Viewers row) {
        try {
            if (!hasRows) {
                head("Found viewers", "success");
                out.writeArrayFieldStart("data");
                hasRows = true;
            }
            write(row);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a buffer takes everything", impossible);
        }
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

    /** Octets in pieces, put together once: a buffer that grows copies hundreds of megabytes again and again. */
    private static final class Pieces extends OutputStream {

        private final List<byte[]> full = new ArrayList<>();
        private byte[] last = new byte[1 << 16];
        private int used;

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int fits = Math.min(length, last.length - used);
            System.arraycopy(bytes, offset, last, used, fits);
            used += fits;
            if (fits < length) {
                full.add(last);
                last = new byte[1 << 20];
                used = 0;
                write(bytes, offset + fits, length - fits);
            }
        }

        Buffer together() {
            int size = full.stream().mapToInt(piece -> piece.length).reduce(used, Math::addExact);
            Buffer whole = Buffer.buffer(size);
            full.forEach(whole::appendBytes);
            return whole.appendBytes(last, 0, used);
        }
    }
}
