package io.tallylight.scte35;

import io.tallylight.scte35.Finding.Code;
import io.tallylight.scte35.SegmentationDescriptor.Component;
import io.tallylight.scte35.SegmentationDescriptor.Restrictions;
import io.tallylight.scte35.SegmentationDescriptor.SubSegments;
import io.tallylight.scte35.SpliceDescriptor.AvailDescriptor;
import io.tallylight.scte35.SpliceDescriptor.DtmfDescriptor;
import io.tallylight.scte35.SpliceDescriptor.RawDescriptor;
import io.tallylight.scte35.SpliceDescriptor.TimeDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the descriptors of one loop. Each is bounded by its own descriptor_length and by nothing that is
 * known of its fields, so one that is odd, private or new costs none of the others.
 */
final class DescriptorReader {
    private static final int AUDIO = 0x04;

    private final Findings findings;
    private int stoppedAt;

    DescriptorReader(Findings findings) {
        this.findings = findings;
    }

    /** Stops in front of what is too short for a descriptor. */
    List<SpliceDescriptor> readAll(byte[] bytes, int start, int end) {
        stoppedAt = start;
        if (start == end) return List.of();
        List<SpliceDescriptor> descriptors = new ArrayList<>();
        int at = start;
        while (end - at >= 2 && end - at - 2 >= (bytes[at + 1] & 0xFF)) {
            int next = at + 2 + (bytes[at + 1] & 0xFF);
            descriptors.add(read(bytes[at] & 0xFF, bytes, at + 2, next));
            at = next;
        }
        stoppedAt = at;
        if (at < end) findings.add(Code.DESCRIPTOR_INVALID, end - at + " bytes at the end are no descriptor");
        return descriptors;
    }

    /** Where {@link #readAll} stopped: the caller keeps what follows. */
    int stoppedAt() {
        return stoppedAt;
    }

    private SpliceDescriptor read(int tag, byte[] bytes, int start, int end) {
        Cursor cursor = new Cursor(bytes, start, end);
        long identifier = cursor.u32();
        if (cursor.overrun()) {
            findings.add(Code.DESCRIPTOR_INVALID, "descriptor of tag " + tag + " has no identifier");
        } else if (identifier != SpliceDescriptor.CUEI) {
            findings.add(Code.PRIVATE_DESCRIPTOR, "tag " + tag + ", identifier " + Long.toHexString(identifier));
        } else {
            SpliceDescriptor known = known(tag, cursor);
            if (known != null && !cursor.overrun() && cursor.remaining() == 0) return known;
            complain(tag, known, cursor);
        }
        return new RawDescriptor(tag, Bytes.range(bytes, start, end));
    }

    private void complain(int tag, @Nullable SpliceDescriptor known, Cursor cursor) {
        if (known != null) {
            String how = cursor.overrun() ? " is cut short" : " has " + cursor.remaining() + " bytes too many";
            findings.add(Code.DESCRIPTOR_INVALID, "descriptor of tag " + tag + how);
        } else if (tag != AUDIO) {
            findings.add(Code.UNKNOWN_DESCRIPTOR, "tag " + tag);
        }
    }

    private @Nullable SpliceDescriptor known(int tag, Cursor cursor) {
        return switch (tag) {
            case AvailDescriptor.TAG -> new AvailDescriptor(cursor.u32());
            case DtmfDescriptor.TAG ->
                new DtmfDescriptor(cursor.u8(), cursor.take(cursor.u8() >> 5).latin1());
            case SegmentationDescriptor.TAG -> segmentation(cursor);
            case TimeDescriptor.TAG ->
                new TimeDescriptor((long) cursor.u16() << 32 | cursor.u32(), cursor.u32(), cursor.u16());
            default -> null;
        };
    }

    private SegmentationDescriptor segmentation(Cursor cursor) {
        long eventId = cursor.u32();
        int first = cursor.u8();
        boolean compliance = (first & 0x40) != 0;
        return (first & 0x80) == 0
                ? segment(eventId, compliance, cursor)
                : SegmentationDescriptor.cancel(eventId, compliance, trailing(cursor));
    }

    private SegmentationDescriptor segment(long eventId, boolean compliance, Cursor cursor) {
        int flags = cursor.u8();
        boolean program = (flags & 0x80) != 0;
        SegmentationDescriptor read = new SegmentationDescriptor(
                eventId,
                false,
                compliance,
                program,
                program ? List.of() : components(cursor),
                (flags & 0x20) != 0 ? null : restrictions(flags),
                (flags & 0x40) != 0 ? OptionalLong.of(cursor.u40()) : OptionalLong.empty(),
                new SegmentationUpid(cursor.u8(), cursor.take(cursor.u8())),
                cursor.u8(),
                cursor.u8(),
                cursor.u8(),
                cursor.remaining() >= 2 ? new SubSegments(cursor.u8(), cursor.u8()) : null,
                trailing(cursor));
        if (!cursor.overrun()) judge(read);
        return read;
    }

    private void judge(SegmentationDescriptor read) {
        if (SegmentationType.isReserved(read.typeId())) {
            findings.add(Code.RESERVED_TYPE, "segmentation_type_id " + read.typeId());
        }
        if (read.subSegments() != null && !SegmentationType.hasSubSegments(read.typeId())) {
            findings.add(Code.SUB_SEGMENTS_UNEXPECTED, "after segmentation_type_id " + read.typeId());
        }
        SegmentationUpid upid = read.upid();
        if (!upid.wellFormed()) {
            findings.add(
                    Code.UPID_INVALID,
                    "segmentation_upid_type " + upid.type() + " with "
                            + upid.bytes().size() + " bytes");
        }
    }

    private Bytes trailing(Cursor cursor) {
        if (cursor.remaining() > 0) {
            findings.add(
                    Code.DESCRIPTOR_TRAILING_BYTES,
                    cursor.remaining() + " bytes after the last field of a segmentation_descriptor");
        }
        return cursor.rest();
    }

    private static Restrictions restrictions(int flags) {
        return new Restrictions((flags & 0x10) != 0, (flags & 0x08) != 0, (flags & 0x04) != 0, flags & 0x03);
    }

    private static List<Component> components(Cursor cursor) {
        int count = cursor.u8();
        List<Component> components = new ArrayList<>();
        for (int index = 0; index < count && !cursor.overrun(); index++) {
            components.add(new Component(cursor.u8(), cursor.u33(cursor.u8())));
        }
        return components;
    }
}
