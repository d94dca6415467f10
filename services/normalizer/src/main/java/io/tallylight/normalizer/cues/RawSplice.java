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
        eventId(command, segment).ifPresent(claims::eventId);
        duration(command, segment, claims);
        start(command).ifPresent(
                pts -> claims.start(Pts.add(pts, json.path("pts_adjustment").asLong())));
        number(json.path("crc32")).ifPresent(claims::crc);
        return claims;
    }

    private static OptionalLong eventId(JsonNode command, JsonNode segment) {
        OptionalLong ofCommand = number(command.path("splice_event_id"));
        return ofCommand.isPresent() ? ofCommand : number(segment.path("segmentation_event_id"));
    }

    private static void duration(JsonNode command, JsonNode segment, Claims claims) {
        OptionalLong ofCommand = number(command.path("break_duration").path("duration"));
        OptionalLong ticks = ofCommand.isPresent() ? ofCommand : number(segment.path("segmentation_duration"));
        boolean saysNone = isFalse(command.path("duration_flag")) || isFalse(segment.path("segmentation_duration_flag"));
        if (ticks.isPresent() || saysNone) {
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
        return node.canConvertToLong() && node.isIntegralNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
    }
}
