package io.tallylight.poller.huawei;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.event.Completeness;
import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns one element of scte35_info into a row. The row's own fields are the record: base64_data and raw_splice are carried
 * verbatim, readable or not, because the provider's example shows that they may speak of other messages.
 */
record HuaweiSignal(HuaweiChannel channel, HuaweiAsk ask, boolean unstable) {

    /** A signal without which no event can be made. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Unfit(String field, String reason) {
            super(reason);
            this.field = field;
        }

        Misfit misfit(String input) {
            return new Misfit(String.valueOf(getMessage()), field, input);
        }
    }

    static final String OUTSIDE = "outside_window";

    /** A splice time is 33 bits of a 90 kHz clock: nothing can be announced further ahead than its 26.5 hours. */
    private static final Duration FURTHEST_AHEAD = Duration.ofSeconds((1L << 33) / 90_000);

    private static final long LAST_SECOND = 253_402_300_799L; // of year 9999
    private static final long LAST_EVENT_ID = 0xFFFF_FFFFL;
    private static final long LONGEST = 0xFF_FFFF_FFFFL / 90_000; // segmentation_duration has 40 bits
    private static final int FIRST_SEGMENTATION = 0x30;
    private static final List<String> SEGMENTATIONS = List.of(
            "provideradvertisementstart",
            "provideradvertisementend",
            "distributoradvertisementstart",
            "distributoradvertisementend",
            "providerplacementopportunitystart",
            "providerplacementopportunityend",
            "distributorplacementopportunitystart",
            "distributorplacementopportunityend");

    Row row(JsonNode signal) throws Unfit {
        Instant startAt = Instant.ofEpochSecond(required(signal, "start_date", 0, LAST_SECOND));
        long eventId = required(signal, "event_id", 0, LAST_EVENT_ID);
        boolean outside = startAt.isBefore(ask.startTime())
                || startAt.isAfter(ask.span().to().plus(FURTHEST_AHEAD));
        SpliceSignal event = event(signal, startAt, eventId, flags(outside));
        return Row.of(channel.key(), startAt, event).movingTo(outside ? ask.strays() : startAt);
    }

    private SpliceSignal event(JsonNode signal, Instant startAt, long eventId, List<String> flags) throws Unfit {
        String type = orEmpty(text(signal, "type"));
        String segmentation = segmentation(signal);
        return SpliceSignal.newBuilder()
                .setId(id(signal, startAt, eventId, word(type)))
                .setRevision(0)
                .setObservedAt(Instant.EPOCH)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("huawei")
                .setAccount(channel.project())
                .setDomain(channel.domain())
                .setApp(channel.app())
                .setChannel(channel.channel())
                .setRegion(text(signal, "region"))
                .setRegionType(text(signal, "region_type"))
                .setSignalType(signalType(word(type)))
                .setTypeText(type)
                .setEventId(eventId)
                .setStartAt(startAt)
                .setDurationSeconds(duration(signal))
                .setSegmentationType(segmentation)
                .setSegmentationTypeId(segmentationId(segmentation))
                .setBase64(text(signal, "base64_data"))
                .setRawSplice(text(signal, "raw_splice"))
                .setFirstSeenAt(Instant.EPOCH)
                .setFlags(flags)
                .build();
    }

    /** Both rows of the provider's example carry the same message, so the message alone is no identity. */
    private String id(JsonNode signal, Instant startAt, long eventId, String type) {
        String region = text(signal, "region");
        String base64 = orEmpty(text(signal, "base64_data"));
        String message =
                HuaweiSignature.sha256(base64.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        String where = region == null ? channel.key() : channel.key() + "/" + region;
        return String.join("/", where, startAt.getEpochSecond() + "", eventId + "", type, message);
    }

    private List<String> flags(boolean outside) {
        List<String> flags = new ArrayList<>();
        if (outside) {
            flags.add(OUTSIDE);
        }
        if (unstable) {
            flags.add("total_unstable");
        }
        return flags;
    }

    /** "Splice Insert" and splice_insert are one word. */
    private static String word(String type) {
        return type.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    private static SignalType signalType(String word) {
        return switch (word) {
            case "splice_insert" -> SignalType.SPLICE_INSERT;
            case "time_signal" -> SignalType.TIME_SIGNAL;
            default -> SignalType.UNKNOWN;
        };
    }

    private static @Nullable String segmentation(JsonNode signal) {
        String text = text(signal, "segmentation_type");
        return text == null || text.isBlank() || text.strip().equals("-") ? null : text;
    }

    /** The provider writes 0x30, ProviderAdvertisementStart, and the same with blanks. */
    private static @Nullable Integer segmentationId(@Nullable String segmentation) {
        if (segmentation == null) {
            return null;
        }
        if (segmentation.strip().matches("0[xX]3[0-7]")) {
            return Integer.decode(segmentation.strip());
        }
        int known = SEGMENTATIONS.indexOf(segmentation.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
        return known < 0 ? null : FIRST_SEGMENTATION + known;
    }

    private static @Nullable Long duration(JsonNode signal) throws Unfit {
        JsonNode duration = signal.path("duration");
        if (duration.isMissingNode() || duration.isNull()) {
            return null;
        }
        long seconds = required(signal, "duration", -1, LONGEST);
        return seconds < 0 ? null : seconds;
    }

    private static long required(JsonNode signal, String field, long least, long most) throws Unfit {
        OptionalLong number = integer(signal.path(field));
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw new Unfit(
                    field,
                    "expected an integer from " + least + " to " + most + ", found "
                            + (signal.has(field) ? signal.path(field) : "none"));
        }
        return number.getAsLong();
    }

    /** An integer, also as text; empty for anything else. */
    static OptionalLong integer(JsonNode node) {
        boolean integral = node.isIntegralNumber() ? node.canConvertToLong() : node.isTextual();
        return integral && node.asText().matches("-?\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(node.asText()))
                : OptionalLong.empty();
    }

    /** A text verbatim, or JSON as it stands where the provider should have put text; null where there is none. */
    private static @Nullable String text(JsonNode signal, String field) {
        JsonNode node = signal.path(field);
        if (node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isEmpty())) {
            return null;
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
