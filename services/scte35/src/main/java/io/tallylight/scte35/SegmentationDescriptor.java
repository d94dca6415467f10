package io.tallylight.scte35;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What begins or ends (SCTE 35, 10.3.3). Of a cancel only the id counts. {@code durationTicks} has 40 bits
 * and is never reduced to 33; {@code eventIdCompliance} is the bit as sent, 1 = legacy; {@code
 * restrictions} is null where delivery is not restricted; {@code components} counts only without {@code
 * programSegmentation}.
 */
public record SegmentationDescriptor(
        long segmentationEventId,
        boolean cancel,
        boolean eventIdCompliance,
        boolean programSegmentation,
        List<Component> components,
        @Nullable Restrictions restrictions,
        OptionalLong durationTicks,
        SegmentationUpid upid,
        int typeId,
        int segmentNum,
        int segmentsExpected,
        @Nullable SubSegments subSegments,
        Bytes trailing)
        implements SpliceDescriptor {
    public static final int TAG = 0x02;

    public SegmentationDescriptor {
        components = List.copyOf(components);
    }

    /** A segment of the whole program, delivered without restriction. */
    public static SegmentationDescriptor program(
            long eventId, int typeId, OptionalLong durationTicks, SegmentationUpid upid, int num, int expected) {
        return new SegmentationDescriptor(
                eventId,
                false,
                true,
                true,
                List.of(),
                null,
                durationTicks,
                upid,
                typeId,
                num,
                expected,
                null,
                Bytes.EMPTY);
    }

    public static SegmentationDescriptor cancel(long eventId) {
        return cancel(eventId, true, Bytes.EMPTY);
    }

    static SegmentationDescriptor cancel(long eventId, boolean compliance, Bytes trailing) {
        return new SegmentationDescriptor(
                eventId,
                true,
                compliance,
                false,
                List.of(),
                null,
                OptionalLong.empty(),
                SegmentationUpid.NONE,
                0,
                0,
                0,
                null,
                trailing);
    }

    @Override
    public int tag() {
        return TAG;
    }

    @Override
    public <X> X match(Cases<X> cases) {
        return cases.segmentation(this);
    }

    /** The specification's name of {@code typeId}, "Reserved" if it has none. */
    public String typeName() {
        return SegmentationType.nameOf(typeId);
    }

    /** One elementary stream and how much later than the message's time it is cut, in ticks. */
    public record Component(int tag, long ptsOffset) {}

    /** Where this segment may be shown; {@code deviceRestrictions} 0 to 2 are groups, 3 means none. */
    public record Restrictions(
            boolean webDeliveryAllowed, boolean noRegionalBlackout, boolean archiveAllowed, int deviceRestrictions) {}

    /** The optional last two fields, read wherever they are present. */
    public record SubSegments(int num, int expected) {}
}
