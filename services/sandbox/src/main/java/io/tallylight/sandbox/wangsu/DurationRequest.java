package io.tallylight.sandbox.wangsu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body's members, typed. An absent member and null are the same; an empty {@code streams} asks for all. */
record DurationRequest(Optional<String> dateFrom, Optional<String> dateTo, List<DomainStreams> domains) {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** A domain, empty where none was given, and its streams as {@code app/stream}. */
    record DomainStreams(String domain, List<String> streams) {}

    /** Empty where the body is not JSON or a member has another type than the document's. */
    static Optional<DurationRequest> read(String body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            return isWellTyped(root) ? Optional.of(typed(root)) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isWellTyped(JsonNode root) {
        JsonNode domains = root.path("domainStream");
        if (!root.isObject()
                || !isTextOrNone(root.path("dateFrom"))
                || !isTextOrNone(root.path("dateTo"))
                || !isArrayOrNone(domains)) {
            return false;
        }
        for (JsonNode domain : domains) {
            if (!domain.isObject() || !isTextOrNone(domain.path("domain")) || !areTexts(domain.path("stream"))) {
                return false;
            }
        }
        return true;
    }

    private static DurationRequest typed(JsonNode root) {
        List<DomainStreams> domains = new ArrayList<>();
        for (JsonNode domain : root.path("domainStream")) {
            List<String> streams = new ArrayList<>();
            domain.path("stream").forEach(stream -> streams.add(stream.textValue()));
            domains.add(new DomainStreams(text(domain.path("domain")).orElse(""), streams));
        }
        return new DurationRequest(text(root.path("dateFrom")), text(root.path("dateTo")), domains);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static boolean isNone(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static boolean isTextOrNone(JsonNode node) {
        return isNone(node) || node.isTextual();
    }

    private static boolean isArrayOrNone(JsonNode node) {
        return isNone(node) || node.isArray();
    }

    private static boolean areTexts(JsonNode streams) {
        for (JsonNode stream : streams) {
            if (!stream.isTextual()) {
                return false;
            }
        }
        return isArrayOrNone(streams);
    }
}
