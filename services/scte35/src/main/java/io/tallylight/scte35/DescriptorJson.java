package io.tallylight.scte35;

import io.tallylight.scte35.SegmentationDescriptor.Component;
import io.tallylight.scte35.SegmentationDescriptor.Restrictions;
import io.tallylight.scte35.SegmentationDescriptor.SubSegments;
import io.tallylight.scte35.SpliceDescriptor.AvailDescriptor;
import io.tallylight.scte35.SpliceDescriptor.DtmfDescriptor;
import io.tallylight.scte35.SpliceDescriptor.RawDescriptor;
import io.tallylight.scte35.SpliceDescriptor.TimeDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of the {@code descriptors} of {@link SpliceJson}. */
final class DescriptorJson implements SpliceDescriptor.Cases<Map<String, Object>> {
    private final Map<String, Object> json = new LinkedHashMap<>();

    private DescriptorJson() {}

    static Map<String, Object> of(SpliceDescriptor descriptor) {
        DescriptorJson cases = new DescriptorJson();
        cases.json.put("splice_descriptor_tag", (long) descriptor.tag());
        cases.json.put("descriptor_length", (long) DescriptorWriter.lengthOf(descriptor));
        return descriptor.match(cases);
    }

    @Override
    public Map<String, Object> avail(AvailDescriptor descriptor) {
        json.put("identifier", SpliceDescriptor.CUEI);
        json.put("provider_avail_id", descriptor.providerAvailId());
        return json;
    }

    @Override
    public Map<String, Object> dtmf(DtmfDescriptor descriptor) {
        json.put("identifier", SpliceDescriptor.CUEI);
        json.put("preroll", (long) descriptor.preroll());
        json.put("dtmf_chars", descriptor.chars());
        return json;
    }

    @Override
    public Map<String, Object> time(TimeDescriptor descriptor) {
        json.put("identifier", SpliceDescriptor.CUEI);
        json.put("tai_seconds", descriptor.taiSeconds());
        json.put("tai_ns", descriptor.taiNs());
        json.put("utc_offset", (long) descriptor.utcOffset());
        return json;
    }

    @Override
    public Map<String, Object> raw(RawDescriptor descriptor) {
        descriptor.identifier().ifPresent(identifier -> json.put("identifier", identifier));
        List<Object> numbers = new ArrayList<>();
        for (byte one : descriptor.bytes().toArray()) numbers.add((long) (one & 0xFF));
        json.put("private_bytes", numbers);
        json.put("private_bytes_hex", descriptor.bytes().hex());
        json.put("hex", descriptor.content().hex());
        return json;
    }

    @Override
    public Map<String, Object> segmentation(SegmentationDescriptor descriptor) {
        json.put("identifier", SpliceDescriptor.CUEI);
        json.put("segmentation_event_id", descriptor.segmentationEventId());
        json.put("segmentation_event_cancel_indicator", descriptor.cancel());
        json.put("segmentation_event_id_compliance_indicator", descriptor.eventIdCompliance());
        if (!descriptor.cancel()) segment(descriptor);
        SpliceJson.putUnlessEmpty(json, "trailing_hex", descriptor.trailing());
        return json;
    }

    private void segment(SegmentationDescriptor descriptor) {
        json.put("program_segmentation_flag", descriptor.programSegmentation());
        json.put("segmentation_duration_flag", descriptor.durationTicks().isPresent());
        json.put("delivery_not_restricted_flag", descriptor.restrictions() == null);
        if (descriptor.restrictions() != null) restrictions(descriptor.restrictions());
        if (!descriptor.programSegmentation()) components(descriptor.components());
        descriptor.durationTicks().ifPresent(ticks -> json.put("segmentation_duration", ticks));
        UpidJson.put(descriptor.upid(), json);
        json.put("segmentation_type_id", (long) descriptor.typeId());
        json.put("segmentation_type_name", descriptor.typeName());
        json.put("segment_num", (long) descriptor.segmentNum());
        json.put("segments_expected", (long) descriptor.segmentsExpected());
        if (descriptor.subSegments() != null) subSegments(descriptor.subSegments());
    }

    private void restrictions(Restrictions restrictions) {
        json.put("web_delivery_allowed_flag", restrictions.webDeliveryAllowed());
        json.put("no_regional_blackout_flag", restrictions.noRegionalBlackout());
        json.put("archive_allowed_flag", restrictions.archiveAllowed());
        json.put("device_restrictions", (long) restrictions.deviceRestrictions());
    }

    private void components(List<Component> components) {
        List<Object> list = new ArrayList<>();
        for (Component component : components) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("component_tag", (long) component.tag());
            one.put("pts_offset", component.ptsOffset());
            list.add(one);
        }
        json.put("component_count", (long) list.size());
        json.put("components", list);
    }

    private void subSegments(SubSegments subSegments) {
        json.put("sub_segment_num", (long) subSegments.num());
        json.put("sub_segments_expected", (long) subSegments.expected());
    }
}
