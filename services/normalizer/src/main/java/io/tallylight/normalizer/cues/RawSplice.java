package io.tallylight.normalizer.cues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.scte35.Pts;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The provider's own decoding, raw_splice, as claims. Its document shows one example, a splice_insert; what that does not
 * show is looked for under the specification's names, and a member that is not there says nothing.
 */
final class RawSplice {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RawSplice() {}

    /** Empty if the text is no JSON object. */
    static Optional<Claims> claims(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.isObject() ? Optional.of(read(json)) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty(); // which becomes a finding of the cue
        }
    }

    private static Claims read(JsonNode json) {
        Claims claims = new Claims();
        JsonNode command = json.path("splice_command");
        JsonNode segment = firstSegment(json.path("descriptors"));
        JsonNode type = json.path("splice_command_type");
        if (!type.isMissingNode() && !type.isNull()) {
            claims.say(Fact.TYPE, type.isInt() ? Commands.name(type.intValue()) : type.asText());
        }
        if (command.has("splice_event_id")) {
            event(
                    claims,
                    command,
                    "splice_event_id",
                    "duration_flag",
                    command.path("break_duration").path("duration"));
        } else {
            JsonNode ticks = segment.path("segmentation_duration");
            event(claims, segment, "segmentation_event_id", "segmentation_duration_flag", ticks);
        }
        start(command)
                .ifPresent(pts ->
                        claims.start(Pts.add(pts, json.path("pts_adjustment").asLong())));
        number(json.path("crc32")).ifPresent(claims::crc);
        return claims;
    }

    private static void event(Claims claims, JsonNode json, String id, String hasDuration, JsonNode duration) {
        number(json.path(id)).ifPresent(claims::eventId);
        OptionalLong ticks = number(duration);
        if (ticks.isPresent() || isFalse(json.path(hasDuration))) {
            claims.ticks(ticks);
        }
    }

    private static OptionalLong start(JsonNode command) {
        return number(command.path("splice_time").path("pts_time"));
    }

    private static JsonNode firstSegment(JsonNode descriptors) {
        for (JsonNode descriptor : descriptors) {
            if (descriptor.has("segmentation_event_id")) {
                return descriptor;
            }
        }
        return JSON.missingNode();
    }

    private static boolean isFalse(JsonNode flag) {
        return flag.isBoolean() && !flag.booleanValue();
    }

    private static OptionalLong number(JsonNode node) {
        return node.canConvertToLong() && node.isIntegralNumber()
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }
}
