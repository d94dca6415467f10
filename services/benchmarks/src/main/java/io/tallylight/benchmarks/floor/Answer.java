package io.tallylight.benchmarks.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Reads a viewer.log answer as a stream, trusting it. */
final class Answer {

    private final JsonFactory json = new JsonFactory();
    private final Sample sample = new Sample();
    private String lastTime = "";
    private long lastStart;

    /** The sample given to {@code rows} is the same object each time. */
    void read(InputStream body, Consumer<Sample> rows) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        row(parser);
                        rows.accept(sample);
                    }
                }
            }
        }
    }

    private void row(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "app" -> sample.app = parser.getText();
                case "video_url" -> sample.stream = parser.getText();
                case "viewer_count_avg" -> sample.average = parser.getLongValue();
                case "viewer_count_min" -> sample.least = parser.getLongValue();
                case "viewer_count_max" -> sample.greatest = parser.getLongValue();
                case "viewer_count_sum" -> sample.sum = parser.getLongValue();
                case "time" -> sample.start = start(parser.getText());
                default -> parser.skipChildren();
            }
        }
    }

    private long start(String time) {
        if (!time.equals(lastTime)) {
            lastTime = time;
            lastStart = LocalDateTime.parse(time.replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        }
        return lastStart;
    }
}
