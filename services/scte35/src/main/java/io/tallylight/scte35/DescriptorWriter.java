package io.tallylight.scte35;

import io.tallylight.scte35.SegmentationDescriptor.Component;
import io.tallylight.scte35.SegmentationDescriptor.Restrictions;
import io.tallylight.scte35.SpliceDescriptor.AvailDescriptor;
import io.tallylight.scte35.SpliceDescriptor.DtmfDescriptor;
import io.tallylight.scte35.SpliceDescriptor.RawDescriptor;
import io.tallylight.scte35.SpliceDescriptor.TimeDescriptor;
import org.jspecify.annotations.Nullable;

/** Writes descriptors with their tag and length. */
record DescriptorWriter(Sink sink) implements SpliceDescriptor.Cases<Sink> {
    void write(SpliceDescriptor descriptor) {
        sink.u8(descriptor.tag());
        int lengthAt = sink.size();
        sink.u8(0);
        descriptor.match(this);
        sink.patch8(lengthAt, Sink.bits(sink.size() - lengthAt - 1, 8));
    }

    /** descriptor_length. */
    static int lengthOf(SpliceDescriptor descriptor) {
        return descriptor.match(new DescriptorWriter(new Sink())).size();
    }

    @Override
    public Sink avail(AvailDescriptor descriptor) {
        sink.u32(SpliceDescriptor.CUEI);
        sink.u32(descriptor.providerAvailId());
        return sink;
    }

    @Override
    public Sink dtmf(DtmfDescriptor descriptor) {
        sink.u32(SpliceDescriptor.CUEI);
        sink.u8(descriptor.preroll());
        sink.u8(Sink.bits(descriptor.chars().length(), 3) << 5 | 0x1F);
        Bytes.ofLatin1(descriptor.chars()).writeTo(sink);
        return sink;
    }

    @Override
    public Sink time(TimeDescriptor descriptor) {
        sink.u32(SpliceDescriptor.CUEI);
        sink.u48(descriptor.taiSeconds());
        sink.u32(descriptor.taiNs());
        sink.u16(descriptor.utcOffset());
        return sink;
    }

    @Override
    public Sink raw(RawDescriptor descriptor) {
        descriptor.content().writeTo(sink);
        return sink;
    }

    @Override
    public Sink segmentation(SegmentationDescriptor descriptor) {
        sink.u32(SpliceDescriptor.CUEI);
        sink.u32(descriptor.segmentationEventId());
        sink.u8((descriptor.cancel() ? 0x80 : 0) | (descriptor.eventIdCompliance() ? 0x40 : 0) | 0x3F);
        if (!descriptor.cancel()) segment(descriptor);
        descriptor.trailing().writeTo(sink);
        return sink;
    }

    private void segment(SegmentationDescriptor descriptor) {
        sink.u8((descriptor.programSegmentation() ? 0x80 : 0)
                | (descriptor.durationTicks().isPresent() ? 0x40 : 0)
                | restrictions(descriptor.restrictions()));
        if (!descriptor.programSegmentation()) components(descriptor);
        if (descriptor.durationTicks().isPresent()) {
            sink.u40(descriptor.durationTicks().getAsLong());
        }
        sink.u8(descriptor.upid().type());
        sink.u8(descriptor.upid().bytes().size());
        descriptor.upid().bytes().writeTo(sink);
        sink.u8(descriptor.typeId());
        sink.u8(descriptor.segmentNum());
        sink.u8(descriptor.segmentsExpected());
        if (descriptor.subSegments() != null) {
            sink.u8(descriptor.subSegments().num());
            sink.u8(descriptor.subSegments().expected());
        }
    }

    private void components(SegmentationDescriptor descriptor) {
        sink.u8(descriptor.components().size());
        for (Component component : descriptor.components()) {
            sink.u8(component.tag());
            sink.u33(0xFE, component.ptsOffset());
        }
    }

    private static int restrictions(@Nullable Restrictions restrictions) {
        if (restrictions == null) return 0x3F;
        return (restrictions.webDeliveryAllowed() ? 0x10 : 0)
                | (restrictions.noRegionalBlackout() ? 0x08 : 0)
                | (restrictions.archiveAllowed() ? 0x04 : 0)
                | Sink.bits(restrictions.deviceRestrictions(), 2);
    }
}
