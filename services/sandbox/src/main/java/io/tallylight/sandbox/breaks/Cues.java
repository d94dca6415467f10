package io.tallylight.sandbox.breaks;

import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.SegmentationUpid;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import io.tallylight.scte35.SpliceInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/** The single messages of one break, as real bytes, with the row that tells the truth about them. */
record Cues(Break cause, PtsClock clock) {

    private static final String NO_TYPE = "-";

    /** Leaves the network at the planned start. */
    Message out(boolean autoReturn) {
        return insert(
                SpliceInsert.program(cause.eventId(), true, time(cause.startAt()), duration(autoReturn)),
                cause.announcedAt(),
                cause.startAt(),
                planned().toSeconds());
    }

    /** Returns to it at the end; of an orphan, at the time that the break has. */
    Message in() {
        Instant at = Objects.requireNonNullElse(cause.endAt(), cause.startAt());
        return insert(SpliceInsert.program(cause.eventId(), false, time(at), null), at, at, -1);
    }

    Message outAtOnce() {
        return insert(
                SpliceInsert.program(cause.eventId(), true, null, duration(false)),
                cause.startAt(),
                cause.startAt(),
                planned().toSeconds());
    }

    Message inAtOnce() {
        return insert(SpliceInsert.program(cause.eventId(), false, null, null), endsAt(), endsAt(), -1);
    }

    Message cancel() {
        return insert(SpliceInsert.cancel(cause.eventId()), endsAt(), endsAt(), -1);
    }

    Message start() {
        int type = cause.kind().startType();
        SegmentationDescriptor begins = SegmentationDescriptor.program(
                cause.eventId(), type, OptionalLong.of(ticks(planned())), upid(type), 1, 1);
        return segment(
                new TimeSignal(time(cause.startAt())),
                begins,
                cause.announcedAt(),
                cause.startAt(),
                planned().toSeconds());
    }

    Message end() {
        int type = cause.kind().startType();
        SegmentationDescriptor ends =
                SegmentationDescriptor.program(cause.eventId(), type + 1, OptionalLong.empty(), upid(type), 1, 1);
        return segment(new TimeSignal(time(endsAt())), ends, endsAt(), endsAt(), -1);
    }

    Message cancelSegment() {
        SegmentationDescriptor none = SegmentationDescriptor.cancel(cause.eventId());
        return segment(new TimeSignal(SpliceTime.UNSPECIFIED), none, endsAt(), endsAt(), -1);
    }

    /** The same message with one bit of its CRC turned over, as a disturbed link does. */
    Message corrupt(Message right) {
        byte[] bytes = Base64.getDecoder().decode(right.base64());
        bytes[bytes.length - 1] ^= 1;
        return right.carrying(Base64.getEncoder().encodeToString(bytes), RawSplice.of(bytes));
    }

    private Message insert(SpliceInsert command, Instant arrives, Instant starts, long seconds) {
        return message(SpliceInfo.of(command, List.of()), arrives, starts, seconds, NO_TYPE);
    }

    private Message segment(
            TimeSignal command, SegmentationDescriptor segment, Instant arrives, Instant starts, long seconds) {
        String name = rowName(segment.cancel() ? 0 : segment.typeId());
        return message(SpliceInfo.of(command, List.of(segment)), arrives, starts, seconds, name);
    }

    private Message message(SpliceInfo info, Instant arrives, Instant starts, long seconds, String segmentation) {
        byte[] bytes = Splice.encode(info.withPtsAdjustment(clock.adjustment()));
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return new Message(cause, arrives, starts, cause.eventId(), seconds, segmentation, base64, RawSplice.of(bytes));
    }

    private Duration planned() {
        return Objects.requireNonNull(cause.planned(), "a break that is announced has a duration");
    }

    private Instant endsAt() {
        return Objects.requireNonNull(cause.endAt(), "a break that is ended has an end");
    }

    private SpliceTime time(Instant at) {
        return SpliceTime.at(clock.at(at));
    }

    private BreakDuration duration(boolean autoReturn) {
        return new BreakDuration(autoReturn, ticks(planned()));
    }

    private static long ticks(Duration duration) {
        return duration.toSeconds() * PtsClock.TICKS_PER_SECOND;
    }

    /** An advertisement has an Ad-ID (12 characters), a placement opportunity the signal's own name, a break nothing. */
    private SegmentationUpid upid(int startType) {
        return switch (startType) {
            case 0x30 -> SegmentationUpid.ofText(SegmentationUpid.AD_ID, "SNDB" + digits(7) + "H");
            case 0x34, 0x36 -> SegmentationUpid.ofText(SegmentationUpid.ADI, "SIGNAL:sandbox-" + digits(10));
            default -> SegmentationUpid.NONE;
        };
    }

    private String digits(int count) {
        String all = String.format(Locale.ROOT, "%010d", cause.eventId());
        return all.substring(all.length() - count);
    }

    /** The document's table 8 names 0x30 to 0x37 and nothing else. */
    private static String rowName(int type) {
        return switch (type) {
            case 0x30 -> "ProviderAdvertisementStart";
            case 0x31 -> "ProviderAdvertisementEnd";
            case 0x34 -> "ProviderPlacementOpportunityStart";
            case 0x35 -> "ProviderPlacementOpportunityEnd";
            case 0x36 -> "DistributorPlacementOpportunityStart";
            case 0x37 -> "DistributorPlacementOpportunityEnd";
            default -> NO_TYPE;
        };
    }
}
