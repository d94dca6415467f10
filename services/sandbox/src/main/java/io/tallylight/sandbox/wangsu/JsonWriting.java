package io.tallylight.sandbox.wangsu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tallylight.sandbox.wangsu.Sessions.Piece;
import io.tallylight.sandbox.wangsu.WangsuRules.Quirk;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document's JSON. Success is the string "0". */
final class JsonWriting implements Writing {

    private static final JsonFactory JSON = new JsonFactory();

    private final WangsuRules rules;

    JsonWriting(WangsuRules rules) {
        this.rules = rules;
    }

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    @Override
    public String contentType() {
        return "application/json;charset=UTF-8";
    }

    @Override
    public String error(WangsuError error) {
        return object(out -> {
            out.writeStringField("code", error.code());
            out.writeStringField("message", error.message());
        });
    }

    @Override
    public String answer(Map<String, Map<String, List<Piece>>> domains, Times times) {
        String body = object(out -> {
            out.writeStringField("code", "0");
            out.writeStringField("message", "success");
            out.writeArrayFieldStart("data");
            for (Map.Entry<String, Map<String, List<Piece>>> domain : domains.entrySet()) {
                out.writeStartObject();
                out.writeStringField("domain", domain.getKey());
                out.writeArrayFieldStart("streamList");
                for (Map.Entry<String, List<Piece>> stream : domain.getValue().entrySet()) {
                    stream(out, stream.getKey(), stream.getValue(), times);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
        });
        return rules.has(Quirk.DOUBLE_BRACE) ? "{" + body : body;
    }

    private void stream(JsonGenerator out, String name, List<Piece> pieces, Times times) throws IOException {
        out.writeStartObject();
        out.writeStringField("stream", name);
        out.writeNumberField(
                "sumTime", pieces.stream().mapToLong(Piece::durationMillis).sum());
        out.writeArrayFieldStart("durationDetailList");
        for (Piece piece : pieces) {
            out.writeStartObject();
            time(out, "startTime", Times.of(piece.start()));
            time(out, "endTime", times.end(piece.end()));
            out.writeNumberField("duration", piece.durationMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void time(JsonGenerator out, String name, @Nullable String seconds) throws IOException {
        if (rules.has(Quirk.NUMERIC_TIMES) && seconds != null && !seconds.isEmpty()) {
            out.writeNumberField(name, Long.parseLong(seconds));
        } else {
            out.writeStringField(name, seconds); // null is written as null
        }
    }

    private static String object(Body members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes everything", impossible);
        }
        return text.toString();
    }
}
