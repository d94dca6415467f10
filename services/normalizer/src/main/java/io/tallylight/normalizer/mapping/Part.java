package io.tallylight.normalizer.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of an event's figures it is: {@code <name>[;device=<device>][@<hour>]}. Together with the event's id it names
 * one metric for ever.
 *
 * @param device desktop or mobile; empty where the figure is of all devices
 * @param hour start of the clock hour, where the event spans several; null where the window is the event's own
 */
public record Part(MetricName name, String device, @Nullable Instant hour) {

    private static final Pattern TEXT = Pattern.compile("([^;@]+)(?:;device=([^@]+))?(?:@(.+))?");

    public static Part of(MetricName name) {
        return new Part(name, "", null);
    }

    public static Part of(MetricName name, String device) {
        return new Part(name, device, null);
    }

    public static Part of(MetricName name, Instant hour) {
        return new Part(name, "", hour);
    }

    /** Reads back what {@link #text} wrote. */
    @JsonCreator
    public static Part parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Expected <name>[;device=<device>][@<hour>], found " + text);
        }
        String device = matcher.group(2) == null ? "" : matcher.group(2);
        Instant hour = matcher.group(3) == null ? null : Instant.parse(matcher.group(3));
        return new Part(MetricName.of(matcher.group(1)), device, hour);
    }

    @JsonValue
    public String text() {
        return figure() + at();
    }

    /** The metric's natural key. */
    public String id(String sourceId) {
        return figure() + "@" + sourceId + at();
    }

    Map<String, String> attributes() {
        return device.isEmpty() ? Map.of() : Map.of("device", device);
    }

    private String figure() {
        return device.isEmpty() ? name.text() : name.text() + ";device=" + device;
    }

    private String at() {
        return hour == null ? "" : "@" + hour;
    }
}
