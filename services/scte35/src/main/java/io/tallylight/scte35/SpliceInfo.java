package io.tallylight.scte35;

import java.util.List;
import java.util.OptionalLong;

/**
 * A splice_info_section (SCTE 35, 9.6) field by field, in the specification's order and units. Lengths and
 * {@code crc32} are as they were read; the encoder computes its own, but repeats the legacy length 0xFFF.
 * What stands where no field is (after a command, after the last descriptor, before the CRC) is kept, so
 * that nothing is lost.
 */
public record SpliceInfo(
        int tableId,
        boolean sectionSyntaxIndicator,
        boolean privateIndicator,
        int sapType,
        int sectionLength,
        int protocolVersion,
        boolean encryptedPacket,
        int encryptionAlgorithm,
        long ptsAdjustment,
        int cwIndex,
        int tier,
        int spliceCommandLength,
        SpliceCommand command,
        Bytes commandTrailing,
        int descriptorLoopLength,
        List<SpliceDescriptor> descriptors,
        Bytes descriptorTrailing,
        Bytes alignmentStuffing,
        long crc32) {
    public static final int TABLE_ID = 0xFC;
    public static final int ANY_TIER = 0xFFF;
    /** "Not stated": allowed of old, and still sent (SCTE 35, 9.6.1). */
    public static final int LEGACY_COMMAND_LENGTH = 0xFFF;

    private static final int SAP_NOT_SPECIFIED = 3;

    public SpliceInfo {
        descriptors = List.copyOf(descriptors);
    }

    /** A clear section for everybody, to be encoded: lengths and CRC are zero here. */
    public static SpliceInfo of(SpliceCommand command, List<? extends SpliceDescriptor> descriptors) {
        return new SpliceInfo(
                TABLE_ID,
                false,
                false,
                SAP_NOT_SPECIFIED,
                0,
                0,
                false,
                0,
                0,
                0,
                ANY_TIER,
                0,
                command,
                Bytes.EMPTY,
                0,
                List.copyOf(descriptors),
                Bytes.EMPTY,
                Bytes.EMPTY,
                0);
    }

    public SpliceInfo withPtsAdjustment(long ticks) {
        return with(ticks, tier);
    }

    public SpliceInfo withTier(int newTier) {
        return with(ptsAdjustment, newTier);
    }

    /**
     * pts_time + pts_adjustment, as receivers must add them; empty for a command without a time (then: at
     * once).
     */
    public OptionalLong effectivePts() {
        SpliceCommand.SpliceTime time = command.time();
        return time.specified() ? OptionalLong.of(Pts.add(time.pts(), ptsAdjustment)) : OptionalLong.empty();
    }

    private SpliceInfo with(long newPtsAdjustment, int newTier) {
        return new SpliceInfo(
                tableId,
                sectionSyntaxIndicator,
                privateIndicator,
                sapType,
                sectionLength,
                protocolVersion,
                encryptedPacket,
                encryptionAlgorithm,
                newPtsAdjustment,
                cwIndex,
                newTier,
                spliceCommandLength,
                command,
                commandTrailing,
                descriptorLoopLength,
                descriptors,
                descriptorTrailing,
                alignmentStuffing,
                crc32);
    }
}
