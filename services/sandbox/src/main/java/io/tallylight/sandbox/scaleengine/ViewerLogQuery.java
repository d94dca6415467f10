package io.tallylight.sandbox.scaleengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.sandbox.Story.Viewers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a well-formed request asks for. No {@code urls} means every stream. */
record ViewerLogQuery(Set<String> apps, List<Pattern> urls, Graph graph, Optional<Instant> start) {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** The first field that is not of the document's type or range. */
    static Optional<String> fault(JsonNode request) {
        if (!request.path("graph").isInt()
                || request.path("graph").intValue() < 1
                || request.path("graph").intValue() > Graph.values().length) {
            return Optional.of("Invalid graph");
        }
        if (!isApp(request.path("app"))) {
            return Optional.of("Invalid app");
        }
        if (!isUrl(request.path("url"))) {
            return Optional.of("Invalid url");
        }
        return isTime(request.path("starttime")) ? Optional.empty() : Optional.of("Invalid starttime");
    }

    /** Of a request without {@link #fault}. An id that no app has matches nothing. */
    static ViewerLogQuery of(JsonNode request, Map<Integer, String> apps, ZoneId zone) {
        return new ViewerLogQuery(
                oneOrMany(request.path("app"))
                        .map(app -> app.isInt() ? apps.getOrDefault(app.intValue(), "") : app.textValue())
                        .collect(Collectors.toUnmodifiableSet()),
                oneOrMany(request.path("url"))
                        .flatMap(url -> Arrays.stream(url.textValue().split("\\|", -1)))
                        .filter(url -> !url.isEmpty())
                        .map(ViewerLogQuery::wildcard)
                        .toList(),
                Graph.numbered(request.path("graph").intValue()),
                start(request.path("starttime")).map(time -> time.atZone(zone).toInstant()));
    }

    boolean wants(Viewers row) {
        return apps.contains(row.app())
                && (urls.isEmpty()
                        || urls.stream()
                                .anyMatch(url -> url.matcher(row.stream()).matches()));
    }

    private static Pattern wildcard(String url) {
        return Pattern.compile(
                Arrays.stream(url.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private static Stream<JsonNode> oneOrMany(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static boolean isApp(JsonNode app) {
        return !(app.isArray() && app.isEmpty())
                && oneOrMany(app)
                        .allMatch(one -> one.isInt()
                                || (one.isTextual() && !one.textValue().isEmpty()));
    }

    private static boolean isUrl(JsonNode url) {
        return oneOrMany(url).allMatch(JsonNode::isTextual);
    }

    /** Nothing was said, or it was said well. */
    private static boolean isTime(JsonNode time) {
        try {
            return time.isMissingNode()
                    || (time.isTextual()
                            && (time.textValue().isEmpty() || start(time).isPresent()));
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    /** An empty string is as good as none: the document's PHP would send it for an unset variable. */
    private static Optional<LocalDateTime> start(JsonNode time) {
        return Optional.ofNullable(time.textValue())
                .filter(Predicate.not(String::isEmpty))
                .map(text -> LocalDateTime.parse(text, TIME));
    }

    /** The four breakdowns of the document, in its order 1 to 4. */
    enum Graph {
        SIX_HOURS(Duration.ofHours(6), Grain.MINUTE),
        ONE_DAY(Duration.ofHours(24), Grain.MINUTE),
        SEVEN_DAYS(Duration.ofDays(7), Grain.HOUR),
        THIRTY_DAYS(Duration.ofDays(30), Grain.DAY);

        final Duration window;
        final Grain grain;

        Graph(Duration window, Grain grain) {
            this.window = window;
            this.grain = grain;
        }

        static Graph numbered(int number) {
            return values()[number - 1];
        }
    }
}
