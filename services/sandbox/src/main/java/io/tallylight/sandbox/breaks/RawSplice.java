package io.tallylight.sandbox.breaks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceCommand;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceDescriptor;
import io.tallylight.scte35.SpliceInfo;
import java.util.Objects;

/**
 * {@code raw_splice} as Huawei's example prints it: JSON inside a string, the command by its title, {@code crc32} a
 * number (ShowChannelStatistic, Example Responses). Members of a break's duration and of segmentation descriptors are
 * not in the example; they bear the specification's names here.
 */
final class RawSplice {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long CUEI = 0x43554549L;

    private RawSplice() {}

    static String of(byte[] section) {
        SpliceInfo info =
                Objects.requireNonNull(Splice.decode(section).info(), "the story's own messages are readable");
        ObjectNode json = head(info);
        commandOf(info.command(), json);
        ArrayNode descriptors = JSON.arrayNode();
        info.descriptors().forEach(d -> descriptors.add(descriptor(d)));
        json.put("descriptor_loop_length", info.descriptorLoopLength());
        json.set("descriptors", descriptors);
        return json.put("crc32", info.crc32()).toString();
    }

    private static ObjectNode head(SpliceInfo info) {
        return JSON.objectNode()
                .put("table_id", info.tableId())
                .put("section_syntax_indicator", info.sectionSyntaxIndicator())
                .put("private_indicator", info.privateIndicator())
                .put("section_length", info.sectionLength())
                .put("protocol_version", info.protocolVersion())
                .put("encrypted_packet", info.encryptedPacket())
                .put("encryption_algorithm", info.encryptionAlgorithm())
                .put("pts_adjustment", info.ptsAdjustment())
                .put("cw_index", info.cwIndex())
                .put("tier", info.tier())
                .put("splice_command_length", info.spliceCommandLength());
    }

    /** The story sends these two commands only. */
    private static void commandOf(SpliceCommand command, ObjectNode json) {
        if (command instanceof SpliceInsert insert) {
            json.put("splice_command_type", "Splice Insert").set("splice_command", insert(insert));
        } else {
            ObjectNode signal = JSON.objectNode();
            signal.set("splice_time", time(command.time()));
            json.put("splice_command_type", "Time Signal").set("splice_command", signal);
        }
    }

    private static ObjectNode insert(SpliceInsert insert) {
        BreakDuration duration = insert.breakDuration();
        ObjectNode json = JSON.objectNode()
                .put("splice_event_id", insert.spliceEventId())
                .put("splice_event_cancel_indicator", insert.cancel())
                .put("out_of_network_indicator", insert.outOfNetwork())
                .put("program_splice_flag", insert.programSplice())
                .put("duration_flag", duration != null)
                .put("splice_immediate_flag", insert.immediate());
        SpliceTime time = insert.programTime();
        if (time != null) {
            json.set("splice_time", time(time));
        }
        if (duration != null) {
            json.putObject("break_duration")
                    .put("auto_return", duration.autoReturn())
                    .put("duration", duration.ticks());
        }
        return json.put("unique_program_id", insert.uniqueProgramId())
                .put("avail_num", insert.availNum())
                .put("avails_expected", insert.availsExpected());
    }

    private static ObjectNode time(SpliceTime time) {
        ObjectNode json = JSON.objectNode().put("time_specified_flag", time.specified());
        return time.specified() ? json.put("pts_time", time.pts()) : json;
    }

    private static ObjectNode descriptor(SpliceDescriptor descriptor) {
        ObjectNode json =
                JSON.objectNode().put("splice_descriptor_tag", descriptor.tag()).put("identifier", CUEI);
        return descriptor instanceof SegmentationDescriptor segment ? segment(segment, json) : json;
    }

    private static ObjectNode segment(SegmentationDescriptor segment, ObjectNode json) {
        json.put("segmentation_event_id", segment.segmentationEventId())
                .put("segmentation_event_cancel_indicator", segment.cancel());
        if (segment.cancel()) {
            return json;
        }
        json.put("program_segmentation_flag", segment.programSegmentation())
                .put("segmentation_duration_flag", segment.durationTicks().isPresent())
                .put("delivery_not_restricted_flag", segment.restrictions() == null);
        segment.durationTicks().ifPresent(ticks -> json.put("segmentation_duration", ticks));
        return json.put("segmentation_upid_type", segment.upid().type())
                .put("segmentation_upid_length", segment.upid().bytes().size())
                .put("segmentation_upid", segment.upid().bytes().latin1())
                .put("segmentation_type_id", segment.typeId())
                .put("segment_num", segment.segmentNum())
                .put("segments_expected", segment.segmentsExpected());
    }
}
