package io.tallylight.poller.scaleengine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One record of viewer.log.
 *
 * @param localSeconds the provider's wall-clock time as seconds since 1970-01-01 00:00:00 of that clock
 */
record ViewerSample(String app, String stream, double avg, long min, long max, long sum, long localSeconds) {

    private static final String TIME = "yyyy-MM-dd HH:mm:ss";
    private static final long SECONDS_A_DAY = 86_400;
    private static final int LONGEST_SHOWN = 80;

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

    /** A record while its fields come in, in whatever order; it keeps the first problem. */
    static final class Draft {

        private @Nullable String app;
        private @Nullable String stream;
        private @Nullable BigDecimal avg;
        private @Nullable Long min;
        private @Nullable Long max;
        private @Nullable Long sum;
        private @Nullable Long time;
        private @Nullable String problem;
        private String problemField = "";

        void field(String name, JsonParser parser) throws IOException {
            String text = parser.currentToken().isScalarValue() ? parser.getText() : "";
            switch (name) {
                case "app" -> app = text(name, text, parser);
                case "video_url" -> stream = text(name, text, parser);
                case "viewer_count_avg" -> avg = average(name, text);
                case "viewer_count_min" -> min = count(name, text, parser);
                case "viewer_count_max" -> max = count(name, text, parser);
                case "viewer_count_sum" -> sum = count(name, text, parser);
                case "time" -> time = time(name, text);
                default -> {}
            }
            parser.skipChildren();
        }

        void problem(String field, String reason) {
            if (problem == null) {
                problem = reason;
                problemField = field;
            }
        }

        /** Gives the sample, or the field and what is wrong with it. */
        void finish(Consumer<ViewerSample> sample, BiConsumer<String, String> misfit) {
            if (problem == null
                    && app != null
                    && stream != null
                    && avg != null
                    && min != null
                    && max != null
                    && sum != null
                    && time != null) {
                sample.accept(new ViewerSample(app, stream, avg.doubleValue(), min, max, sum, time));
            } else {
                misfit.accept(problem == null ? missing() : problemField, problem == null ? "is missing" : problem);
            }
        }

        private String missing() {
            if (app == null || stream == null || time == null) {
                return app == null ? "app" : stream == null ? "video_url" : "time";
            }
            return avg == null
                    ? "viewer_count_avg"
                    : min == null ? "viewer_count_min" : max == null ? "viewer_count_max" : "viewer_count_sum";
        }

        /** A name; an app may also be answered by its number. */
        private @Nullable String text(String name, String text, JsonParser parser) {
            boolean named = parser.currentToken() == JsonToken.VALUE_STRING
                    || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
            if (!named || text.isBlank()) {
                problem(name, "expected a name, found " + shown(text));
                return null;
            }
            return text;
        }

        private @Nullable Long count(String name, String text, JsonParser parser) throws IOException {
            try {
                boolean plain = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && text.length() < 18;
                long count = plain ? parser.getLongValue() : new BigDecimal(text.strip()).longValueExact();
                if (count >= 0) {
                    return count;
                }
            } catch (ArithmeticException | NumberFormatException malformed) {
                problem(name, "expected a whole number from 0, found " + shown(text));
                return null;
            }
            problem(name, "expected a whole number from 0, found " + shown(text));
            return null;
        }

        private @Nullable BigDecimal average(String name, String text) {
            try {
                BigDecimal average = new BigDecimal(text.strip());
                if (average.signum() >= 0 && average.precision() - average.scale() < 19) {
                    return average;
                }
            } catch (NumberFormatException malformed) {
                problem(name, "expected a number from 0, found " + shown(text));
                return null;
            }
            problem(name, "expected a number from 0, found " + shown(text));
            return null;
        }

        private @Nullable Long time(String name, String text) {
            try {
                return localSeconds(text);
            } catch (DateTimeException malformed) {
                problem(name, "expected " + TIME + ", found " + shown(text));
                return null;
            }
        }

        private static String shown(String text) {
            return "'" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text) + "'";
        }
    }
}
