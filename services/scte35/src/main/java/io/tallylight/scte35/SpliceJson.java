package io.tallylight.scte35;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reading as JSON-ready maps, lists, longs, booleans and strings, under the specification's own names;
 * README.md shows the form.
 */
public final class SpliceJson {
    private SpliceJson() {}

    /** For a message that cannot be read: {@code error} and the findings. */
    public static Map<String, Object> of(Decoded decoded) {
        Map<String, Object> json = new LinkedHashMap<>();
        SpliceInfo info = decoded.info();
        if (info == null) json.put("error", error(decoded));
        else section(info, json);
        json.put("crc_valid", decoded.crcValid());
        json.put("findings", findings(decoded));
        return json;
    }

    private static void section(SpliceInfo info, Map<String, Object> json) {
        header(info, json);
        if (!info.encryptedPacket()) {
            json.put("splice_command_type", (long) info.command().type());
        }
        json.put("splice_command", info.command().match(CommandJson.CASES));
        putUnlessEmpty(json, "splice_command_trailing_hex", info.commandTrailing());
        json.put("descriptor_loop_length", (long) info.descriptorLoopLength());
        json.put("descriptor_count", (long) info.descriptors().size());
        List<Object> descriptors = new ArrayList<>();
        for (SpliceDescriptor descriptor : info.descriptors()) descriptors.add(DescriptorJson.of(descriptor));
        json.put("descriptors", descriptors);
        putUnlessEmpty(json, "descriptor_loop_trailing_hex", info.descriptorTrailing());
        putUnlessEmpty(json, "alignment_stuffing_hex", info.alignmentStuffing());
        json.put("crc_32", info.crc32());
    }

    private static void header(SpliceInfo info, Map<String, Object> json) {
        json.put("table_id", (long) info.tableId());
        json.put("section_syntax_indicator", info.sectionSyntaxIndicator());
        json.put("private_indicator", info.privateIndicator());
        json.put("sap_type", (long) info.sapType());
        json.put("section_length", (long) info.sectionLength());
        json.put("protocol_version", (long) info.protocolVersion());
        json.put("encrypted_packet", info.encryptedPacket());
        json.put("encryption_algorithm", (long) info.encryptionAlgorithm());
        json.put("pts_adjustment", info.ptsAdjustment());
        json.put("cw_index", (long) info.cwIndex());
        json.put("tier", (long) info.tier());
        json.put("splice_command_length", (long) info.spliceCommandLength());
    }

    private static String error(Decoded decoded) {
        for (Finding finding : decoded.findings()) {
            if (finding.fatal()) return finding.code().text() + ": " + finding.detail();
        }
        throw new IllegalStateException("unreadable, but nothing says why");
    }

    private static List<Object> findings(Decoded decoded) {
        List<Object> findings = new ArrayList<>();
        for (Finding finding : decoded.findings()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("code", finding.code().text());
            json.put("detail", finding.detail());
            findings.add(json);
        }
        return findings;
    }

    static void putUnlessEmpty(Map<String, Object> json, String name, Bytes bytes) {
        if (!bytes.isEmpty()) json.put(name, bytes.hex());
    }
}
