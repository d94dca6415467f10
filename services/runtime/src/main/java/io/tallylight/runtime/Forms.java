package io.tallylight.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The forms that a setting's text can have. Each throws on a text of another form; {@link Env} makes a problem of it. */
final class Forms {

    private static final int SHOWN = 200;

    private Forms() {}

    /** What was found, for people to see: bounded, and nothing that may be credentials before an @. */
    static String shown(String value) {
        String safe = value.substring(value.lastIndexOf('@') + 1);
        String bounded = safe.substring(0, Math.min(SHOWN, safe.length()));
        return safe.length() == value.length() ? bounded : "***@" + bounded;
    }

    static String matched(Pattern form, String value) {
        return accepted(form.matcher(value).matches(), value);
    }

    /** Credentials in an address would be logged with it. */
    static URI http(String value) {
        URI uri = URI.create(value);
        boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
        return accepted(plain && List.of("http", "https").contains(uri.getScheme()), uri);
    }

    static int within(String value, int least, int most) {
        int number = Integer.parseInt(value);
        return accepted(number >= least && number <= most, number);
    }

    static Duration duration(String value) {
        Duration duration = Duration.parse(value);
        return accepted(!duration.isNegative(), duration);
    }

    static boolean truth(String value) {
        accepted(value.equals("true") || value.equals("false"), value);
        return Boolean.parseBoolean(value);
    }

    static Path readable(String value) {
        Path path = Path.of(value);
        return accepted(Files.isReadable(path), path);
    }

    static Map<String, String> properties(String file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            read.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return Map.copyOf(all);
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E chosen(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }

    private static <T> T accepted(boolean fits, T value) {
        if (!fits) {
            throw new IllegalArgumentException("It has another form");
        }
        return value;
    }
}
