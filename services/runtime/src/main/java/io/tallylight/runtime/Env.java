package io.tallylight.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The environment's settings, read all at once: every problem is collected and reported together. A getter that finds a
 * problem returns a placeholder, which nobody sees because {@link #read} then throws.
 */
public final class Env {

    /** All problems of an environment, one a line, each with the key, what was expected and what was found. */
    public static final class Malformed extends BadInput {
        private static final long serialVersionUID = 1L;

        Malformed(List<String> problems) {
            super(problems);
        }
    }

    /** One key that a config asks for; {@code fallback} is empty where the key is required or optional. */
    public record Setting(String key, String fallback) {}

    private static final String HTTP = "an http or https URL without credentials";

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Setting> asked = new LinkedHashMap<>();

    private Env(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a config from these values.
     *
     * @throws Malformed with every problem that {@code config} met
     */
    public static <T> T read(Map<String, String> values, Function<Env, T> config) {
        Env env = new Env(values);
        T read = config.apply(env);
        if (!env.problems.isEmpty()) {
            throw new Malformed(env.problems);
        }
        return read;
    }

    /** Every key that {@code config} asks for, in order: what a README's table must list. */
    public static List<Setting> settings(Function<Env, ?> config) {
        Env env = new Env(Map.of());
        var unused = config.apply(env); // its placeholders mean nothing here
        return List.copyOf(env.asked.values());
    }

    public String text(String key) {
        return required(key, "a text", Function.identity(), "");
    }

    public String text(String key, String fallback) {
        return optional(key, fallback, "a text", Function.identity(), fallback);
    }

    /** A required text of the given form, which {@code expected} says in words. */
    public String matching(String key, Pattern form, String expected) {
        return required(key, expected, value -> Forms.matched(form, value), "");
    }

    /** A text of the given form, which {@code expected} says in words. */
    public String matching(String key, String fallback, Pattern form, String expected) {
        return optional(key, fallback, expected, value -> Forms.matched(form, value), fallback);
    }

    public Optional<String> maybe(String key) {
        asked.put(key, new Setting(key, ""));
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    public URI uri(String key) {
        return required(key, HTTP, Forms::http, URI.create("http://unset.invalid"));
    }

    public URI uri(String key, URI fallback) {
        return optional(key, fallback.toString(), HTTP, Forms::http, fallback);
    }

    public int integer(String key, int fallback, int least, int most) {
        String expected = "an integer from " + least + " to " + most;
        return optional(key, String.valueOf(fallback), expected, value -> Forms.within(value, least, most), fallback);
    }

    public Duration duration(String key, Duration fallback) {
        return optional(key, fallback.toString(), "an ISO-8601 duration such as PT30S", Forms::duration, fallback);
    }

    public boolean flag(String key, boolean fallback) {
        return optional(key, String.valueOf(fallback), "true or false", Forms::truth, fallback);
    }

    public ZoneId zone(String key, ZoneId fallback) {
        return optional(key, fallback.getId(), "a time zone such as Asia/Shanghai", ZoneId::of, fallback);
    }

    public Pattern pattern(String key, Pattern fallback) {
        return optional(key, fallback.pattern(), "a regular expression", Pattern::compile, fallback);
    }

    public <E extends Enum<E>> E choice(String key, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        String all = String.join(
                ", ", List.of(type.getEnumConstants()).stream().map(Forms::word).toList());
        return optional(key, Forms.word(fallback), "one of " + all, value -> Forms.chosen(type, value), fallback);
    }

    /** A file or folder that can be read now. */
    public Path path(String key) {
        return required(key, "a file or folder that can be read", Forms::readable, Path.of("unset"));
    }

    /** The entries of the properties file that the key names; none where it is not set. */
    public Map<String, String> properties(String key) {
        return optional(key, "", "a properties file that can be read", Forms::properties, Map.of());
    }

    public Optional<Path> maybePath(String key) {
        return maybe(key)
                .map(value -> parsed(key, value, "a file or folder that can be read", Forms::readable, Path.of("")));
    }

    private <T> T required(String key, String expected, Function<String, T> parse, T placeholder) {
        Optional<String> value = maybe(key);
        if (value.isEmpty()) {
            problems.add(key + " is required: expected " + expected);
            return placeholder;
        }
        return parsed(key, value.get(), expected, parse, placeholder);
    }

    private <T> T optional(String key, String shown, String expected, Function<String, T> parse, T fallback) {
        Optional<String> value = maybe(key);
        asked.put(key, new Setting(key, shown));
        return value.map(text -> parsed(key, text, expected, parse, fallback)).orElse(fallback);
    }

    private <T> T parsed(String key, String value, String expected, Function<String, T> parse, T placeholder) {
        try {
            return parse.apply(value);
        } catch (RuntimeException malformed) { // told with all the others by read
            problems.add(key + " is malformed: expected " + expected + ", found '" + Forms.shown(value) + "'");
            return placeholder;
        }
    }
}
