package io.tallylight.scte35;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The identifier of a segment in {@link SpliceJson}. */
final class UpidJson {
    private UpidJson() {}

    static void put(SegmentationUpid upid, Map<String, Object> descriptor) {
        descriptor.put("segmentation_upid_type", (long) upid.type());
        descriptor.put("segmentation_upid_length", (long) upid.bytes().size());
        descriptor.put("segmentation_upid", of(upid));
    }

    private static Map<String, Object> of(SegmentationUpid upid) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("segmentation_upid_type", (long) upid.type());
        json.put("segmentation_upid_length", (long) upid.bytes().size());
        String text = upid.text();
        if (text != null) json.put("text", text);
        json.put("hex", upid.hex());
        if (upid.type() == SegmentationUpid.MPU && upid.bytes().size() >= 4) managed(upid.bytes(), json);
        if (upid.type() == SegmentationUpid.MID) json.put("upids", members(upid));
        return json;
    }

    private static void managed(Bytes bytes, Map<String, Object> json) {
        Bytes data = bytes.slice(4, bytes.size());
        json.put("format_identifier", bytes.cursor().u32());
        json.put("format_identifier_text", bytes.slice(0, 4).latin1());
        json.put("private_data_hex", data.hex());
        json.put("private_data_base64", Base64.getEncoder().encodeToString(data.toArray()));
    }

    private static List<Object> members(SegmentationUpid upid) {
        List<Object> members = new ArrayList<>();
        for (SegmentationUpid member : upid.members()) members.add(of(member));
        return members;
    }
}
