package io.tallylight.normalizer.cues;

import io.tallylight.event.Cue;
import io.tallylight.event.CueInsert;
import io.tallylight.event.CueSegment;
import io.tallylight.event.Upid;
import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.SegmentationDescriptor.SubSegments;
import io.tallylight.scte35.SegmentationUpid;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceInfo;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A decoded message, field by field, as a Cue has it. */
final class CueFields {

    private CueFields() {}

    static void fill(Cue.Builder cue, Message message) {
        SpliceInfo info = message.info();
        cue.setReadable(true)
                .setEncrypted(info.encryptedPacket())
                .setCommand(Commands.name(info.command()))
                .setCommandType(
                        info.encryptedPacket()
                                ? null
                                : Integer.valueOf(info.command().type()))
                .setPtsTime(orNull(info.effectivePts()))
                .setPtsAdjustment(info.ptsAdjustment())
                .setTier(info.tier())
                .setInsert(message.insert().map(CueFields::insert).orElse(null))
                .setSegments(message.segments().stream().map(CueFields::segment).toList());
    }

    private static CueInsert insert(SpliceInsert insert) {
        BreakDuration duration = insert.breakDuration();
        return CueInsert.newBuilder()
                .setEventId(insert.spliceEventId())
                .setCancel(insert.cancel())
                .setOutOfNetwork(insert.outOfNetwork())
                .setProgramSplice(insert.programSplice())
                .setImmediate(insert.immediate())
                .setAutoReturn(duration == null ? null : Boolean.valueOf(duration.autoReturn()))
                .setDurationTicks(duration == null ? null : Long.valueOf(duration.ticks()))
                .setUniqueProgramId(insert.uniqueProgramId())
                .setAvailNum(insert.availNum())
                .setAvailsExpected(insert.availsExpected())
                .build();
    }

    private static CueSegment segment(SegmentationDescriptor segment) {
        SubSegments sub = segment.subSegments();
        return CueSegment.newBuilder()
                .setEventId(segment.segmentationEventId())
                .setCancel(segment.cancel())
                .setTypeId(segment.typeId())
                .setTypeName(segment.typeName())
                .setDurationTicks(orNull(segment.durationTicks()))
                .setUpids(upids(segment.upid()))
                .setSegmentNum(segment.segmentNum())
                .setSegmentsExpected(segment.segmentsExpected())
                .setSubSegmentNum(sub == null ? null : Integer.valueOf(sub.num()))
                .setSubSegmentsExpected(sub == null ? null : Integer.valueOf(sub.expected()))
                .build();
    }

    /** A list of identifiers (MID) becomes its members; none where the message has none. */
    private static List<Upid> upids(SegmentationUpid upid) {
        if (upid.equals(SegmentationUpid.NONE)) {
            return List.of();
        }
        List<SegmentationUpid> members = upid.members();
        return (members.isEmpty() ? List.of(upid) : members)
                .stream().map(CueFields::upid).toList();
    }

    private static Upid upid(SegmentationUpid upid) {
        String text = upid.text();
        return new Upid(upid.type(), text == null ? "" : text, upid.hex());
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
