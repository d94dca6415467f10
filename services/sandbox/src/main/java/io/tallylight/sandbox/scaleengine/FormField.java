package io.tallylight.sandbox.scaleengine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form field {@code json} of a POST, as PHP would find it in {@code $_POST}: the page's example sends
 * multipart/form-data, the provider's Perl client application/x-www-form-urlencoded.
 */
final class FormField {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^\\s;]+))");
    private static final Pattern DISPOSITION =
            Pattern.compile("(?im)^content-disposition:\\s*form-data;\\s*name=\"?json\"?\\s*$");

    private FormField() {}

    static Optional<String> json(String contentType, byte[] body) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return multipart(contentType, body);
        }
        return type.startsWith("application/x-www-form-urlencoded") ? urlencoded(body) : Optional.empty();
    }

    private static Optional<String> multipart(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String delimiter = "\r\n--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        List<String> pieces = List.of(("\r\n" + new String(body, ISO_8859_1)).split(Pattern.quote(delimiter), -1));
        return pieces.get(pieces.size() - 1).startsWith("--")
                ? pieces.subList(1, pieces.size() - 1).stream()
                        .flatMap(piece -> content(piece).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** What follows the blank line, if the part is the field; a part with a file name is a file and no field. */
    private static Optional<String> content(String part) {
        int blank = part.indexOf("\r\n\r\n");
        return blank >= 0 && DISPOSITION.matcher(part.substring(0, blank)).find()
                ? Optional.of(new String(part.substring(blank + 4).getBytes(ISO_8859_1), UTF_8))
                : Optional.empty();
    }

    private static Optional<String> urlencoded(byte[] body) {
        return Arrays.stream(new String(body, UTF_8).split("&", -1))
                .filter(pair -> pair.startsWith("json="))
                .reduce((first, last) -> last) // PHP keeps the last of a repeated field
                .flatMap(pair -> decoded(pair.substring("json=".length())));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, UTF_8));
        } catch (IllegalArgumentException malformedPercent) {
            return Optional.empty();
        }
    }
}
