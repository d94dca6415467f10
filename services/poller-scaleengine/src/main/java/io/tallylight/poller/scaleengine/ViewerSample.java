package io.tallylight.poller.scaleengine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One record of viewer.log.
 *
 * @param localSeconds the provider's wall-clock time as seconds since 1970-01-01 00:00:00 of that clock
 */
record ViewerSample(String app, String stream, double avg, long min, long max, long sum, long localSeconds) {

    private static final String TIME = "yyyy-MM-dd HH:mm:ss";
    private static final long SECONDS_A_DAY = 86_400;

    boolean odd() {
        return !(min <= avg && avg <= max);
    }

    /** The seconds of a {@code yyyy-MM-dd HH:mm:ss}; read by hand because a formatter costs more than all the rest of a row. */
    static long localSeconds(String time) {
        if (time.length() != TIME.length()) {
            throw new DateTimeException(time);
        }
        for (int at = 0; at < TIME.length(); at++) {
            boolean digit = time.charAt(at) >= '0' && time.charAt(at) <= '9';
            boolean expected = Character.isLetter(TIME.charAt(at)) ? digit : time.charAt(at) == TIME.charAt(at);
            if (!expected) {
                throw new DateTimeException(time);
            }
        }
        LocalDate day = LocalDate.of(number(time, 0, 4), number(time, 5, 7), number(time, 8, 10));
        LocalTime clock = LocalTime.of(number(time, 11, 13), number(time, 14, 16), number(time, 17, 19));
        return day.toEpochDay() * SECONDS_A_DAY + clock.toSecondOfDay();
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** A record while its fields come in, in whatever order; it keeps the first problem. Used for one record after another. */
    static final class Draft {

        private static final int LONGEST_SHOWN = 80;
        private static final int SURELY_LONG = 18; // so many digits fit a long
        private static final double LARGEST_AVERAGE = 1e18;
        private static final long NONE = -1;

        private @Nullable String app;
        private @Nullable String stream;
        private double avg = NONE;
        private long min = NONE;
        private long max = NONE;
        private long sum = NONE;
        private @Nullable Long time;
        private @Nullable String problem;
        private String problemField = "";

        private String lastTime = ""; // rows of one time come together, mostly
        private Long lastSeconds = 0L;

        void clear() {
            app = null;
            stream = null;
            avg = NONE;
            min = NONE;
            max = NONE;
            sum = NONE;
            time = null;
            problem = null;
            problemField = "";
        }

        void field(String name, JsonToken token, JsonParser parser) throws IOException {
            switch (name) {
                case "app" -> app = text(name, token, parser);
                case "video_url" -> stream = text(name, token, parser);
                case "viewer_count_avg" -> avg = average(name, token, parser);
                case "viewer_count_min" -> min = count(name, token, parser);
                case "viewer_count_max" -> max = count(name, token, parser);
                case "viewer_count_sum" -> sum = count(name, token, parser);
                case "time" -> time = time(name, scalar(token, parser));
                default -> {}
            }
        }

        void problem(String field, String reason) {
            if (problem == null) {
                problem = reason;
                problemField = field;
            }
        }

        /** The record, or null where it has a problem. */
        @Nullable
        ViewerSample sample() {
            if (app == null || stream == null || time == null || avg < 0 || min < 0 || max < 0 || sum < 0) {
                problem(missing(), "is missing");
            }
            return problem == null && app != null && stream != null && time != null
                    ? new ViewerSample(app, stream, avg, min, max, sum, time)
                    : null;
        }

        String problem() {
            return problem == null ? "" : problem;
        }

        String problemField() {
            return problemField;
        }

        private String missing() {
            if (app == null || stream == null || time == null) {
                return app == null ? "app" : stream == null ? "video_url" : "time";
            }
            return avg < 0
                    ? "viewer_count_avg"
                    : min < 0 ? "viewer_count_min" : max < 0 ? "viewer_count_max" : "viewer_count_sum";
        }

        /** A name; an app may also be answered by its number. */
        private @Nullable String text(String name, JsonToken token, JsonParser parser) throws IOException {
            String text = scalar(token, parser);
            boolean named = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
            if (!named || text.isBlank()) {
                problem(name, "expected a name, found " + shown(text));
                return null;
            }
            return text;
        }

        private long count(String name, JsonToken token, JsonParser parser) throws IOException {
            long count = NONE;
            if (token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < SURELY_LONG) {
                count = parser.getLongValue();
            } else {
                try {
                    count = new BigDecimal(scalar(token, parser).strip()).longValueExact();
                } catch (ArithmeticException | NumberFormatException malformed) {
                    problem(name, "expected a whole number from 0, found " + shown(scalar(token, parser)));
                }
            }
            if (count < 0) {
                problem(name, "expected a whole number from 0, found " + shown(scalar(token, parser)));
            }
            return count;
        }

        private double average(String name, JsonToken token, JsonParser parser) throws IOException {
            double average = NONE;
            if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                average = parser.getDoubleValue();
            } else {
                try {
                    average = new BigDecimal(scalar(token, parser).strip()).doubleValue();
                } catch (NumberFormatException malformed) {
                    problem(name, "expected a number from 0, found " + shown(scalar(token, parser)));
                }
            }
            if (!(average >= 0 && average < LARGEST_AVERAGE)) {
                problem(name, "expected a number from 0, found " + shown(scalar(token, parser)));
            }
            return average;
        }

        private @Nullable Long time(String name, String text) {
            try {
                if (!text.equals(lastTime)) {
                    lastSeconds = localSeconds(text);
                    lastTime = text;
                }
                return lastSeconds;
            } catch (DateTimeException malformed) {
                problem(name, "expected " + TIME + ", found " + shown(text));
                return null;
            }
        }

        private static String scalar(JsonToken token, JsonParser parser) throws IOException {
            return token.isScalarValue() ? parser.getText() : "";
        }

        private static String shown(String text) {
            return "'" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text) + "'";
        }
    }
}
