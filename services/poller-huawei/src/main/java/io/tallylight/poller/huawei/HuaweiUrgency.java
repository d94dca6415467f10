package io.tallylight.poller.huawei;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when a channel's signals are awaited more than those of others: while a break is announced or open. A rough rule
 * over the rows of one answer; what a break is, and how it ended, is for the services behind. Pure.
 */
final class HuaweiUrgency {

    private static final JsonMapper JSON = new JsonMapper();

    /** A return may be late, and it takes another turn to be seen. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final List<SpliceSignal> signals;
    private final HuaweiConfig config;

    private HuaweiUrgency(List<SpliceSignal> signals, HuaweiConfig config) {
        this.signals = signals;
        this.config = config;
    }

    /**
     * The latest end that is awaited, a past instant for calm, null where nothing is to be said.
     *
     * @param whole whether these are all signals of the present: only then is nothing open a reason for calm
     * @param now by the provider's clock
     */
    static @Nullable Instant until(List<SpliceSignal> signals, boolean whole, Instant now, HuaweiConfig config) {
        HuaweiUrgency urgency = new HuaweiUrgency(signals, config);
        Optional<Instant> last = signals.stream()
                .filter(signal -> urgency.starts(signal) && !urgency.hasEnded(signal))
                .map(urgency::awaitedUntil)
                .filter(end -> end.isAfter(now))
                .max(Instant::compareTo);
        boolean calm = whole && signals.stream().anyMatch(HuaweiUrgency::isOfABreak);
        return last.orElse(calm ? now.minusSeconds(1) : null);
    }

    private static boolean isOfABreak(SpliceSignal signal) {
        return isInsert(signal) || signal.getSegmentationTypeId() != null;
    }

    private static boolean isInsert(SpliceSignal signal) {
        return signal.getSegmentationTypeId() == null && signal.getSignalType() == SignalType.SPLICE_INSERT;
    }

    /** A splice_insert of which nothing says which way it goes is a start, unless its event has begun before it. */
    private boolean starts(SpliceSignal signal) {
        return goesOut(signal)
                .orElseGet(() -> isInsert(signal)
                        && signals.stream().noneMatch(other -> isSameEvent(signal, other) && isLater(signal, other)));
    }

    /** Of the types 0x30 to 0x37 the even ones are starts. A row with a duration announces how long it goes out. */
    private static Optional<Boolean> goesOut(SpliceSignal signal) {
        Integer segmentation = signal.getSegmentationTypeId();
        if (segmentation != null) {
            return Optional.of(segmentation % 2 == 0);
        }
        if (!isInsert(signal) || signal.getDurationSeconds() != null) {
            return isInsert(signal) ? Optional.of(true) : Optional.empty();
        }
        return saidToGoOut(signal.getRawSplice());
    }

    /** The message itself says it, where the provider has printed it readably. */
    private static Optional<Boolean> saidToGoOut(@Nullable String rawSplice) {
        try {
            JsonNode command = JSON.readTree(rawSplice == null ? "" : rawSplice).path("splice_command");
            JsonNode out = command.path("out_of_network_indicator");
            boolean cancelled = command.path("splice_event_cancel_indicator").asBoolean(false);
            return out.isBoolean() ? Optional.of(out.booleanValue() && !cancelled) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty(); // HW-C9: a row counts, whatever its copies are worth
        }
    }

    private boolean hasEnded(SpliceSignal start) {
        return signals.stream().anyMatch(other -> isLater(other, start) && ends(start, other));
    }

    /** The same event is told again and not as a start, or any segment of the start's kind ends. */
    private static boolean ends(SpliceSignal start, SpliceSignal other) {
        if (isSameEvent(start, other)) {
            return !goesOut(other).orElse(false);
        }
        Integer begun = start.getSegmentationTypeId();
        Integer ended = other.getSegmentationTypeId();
        return ended != null && ended % 2 == 1 && (begun == null || ended == begun + 1);
    }

    private static boolean isSameEvent(SpliceSignal one, SpliceSignal other) {
        return one.getEventId() == other.getEventId();
    }

    private static boolean isLater(SpliceSignal one, SpliceSignal other) {
        return one.getStartAt().isAfter(other.getStartAt());
    }

    private Instant awaitedUntil(SpliceSignal start) {
        Long seconds = start.getDurationSeconds();
        Duration length = seconds == null ? config.breakWithin() : Duration.ofSeconds(seconds);
        return start.getStartAt().plus(length).plus(config.settle()).plus(MARGIN);
    }
}
