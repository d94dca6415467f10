package io.tallylight.sandbox.polyv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tallylight.sandbox.Story.Playback;
import io.tallylight.sandbox.polyv.PolyvRules.Quirk;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The answer's body: 24 rows of the hours of the day, or an error whose data is an empty string. */
final class PolyvAnswer {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int HOURS = 24;

    private final PolyvRules rules;
    private final JsonGenerator out;

    private PolyvAnswer(PolyvRules rules, JsonGenerator out) {
        this.rules = rules;
        this.out = out;
    }

    private interface Body {
        void write(PolyvAnswer answer) throws IOException;
    }

    static String rows(PolyvRules rules, HourTable hours) {
        return write(rules, answer -> {
            answer.head(200, "success", "success");
            answer.out.writeArrayFieldStart("data");
            for (int hour = 0; hour < (rules.has(Quirk.MISSING_HOUR) ? HOURS - 1 : HOURS); hour++) {
                answer.row(hour, hours.desktop(hour), hours.mobile(hour));
            }
            answer.out.writeEndArray();
        });
    }

    static String error(PolyvRules rules, int code, String message) {
        String said = rules.has(Quirk.DOTLESS_MESSAGES) ? message.replaceFirst("\\.$", "") : message;
        return write(rules, answer -> {
            answer.head(code, "error", said);
            answer.out.writeStringField("data", "");
        });
    }

    private static String write(PolyvRules rules, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            body.write(new PolyvAnswer(rules, out));
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes everything", impossible);
        }
        return text.toString();
    }

    private void head(int code, String status, String message) throws IOException {
        out.writeNumberField("code", code);
        out.writeStringField("status", status);
        out.writeStringField("message", message);
    }

    private void row(int hour, Playback desktop, Playback mobile) throws IOException {
        out.writeStartObject();
        number("currentHour", hour);
        device("Pc", "pc", desktop);
        device("Mobile", "mobile", mobile);
        out.writeEndObject();
    }

    private void device(String capital, String name, Playback played) throws IOException {
        out.writeStringField("format" + capital + "PlayDuration", clock(played.playSeconds()));
        number(name + "PlayDuration", played.playSeconds());
        number(name + "FlowSize", played.bytes());
        number(name + "VideoView", played.views());
        number(name + "UniqueViewer", played.uniqueViewers());
    }

    private void number(String name, long value) throws IOException {
        if (rules.has(Quirk.NUMERIC_STRINGS)) {
            out.writeStringField(name, Long.toString(value));
        } else {
            out.writeNumberField(name, value);
        }
    }

    /** Hours are not wrapped at 24: many viewers play longer than a day in one hour. */
    static String clock(long seconds) {
        return String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
