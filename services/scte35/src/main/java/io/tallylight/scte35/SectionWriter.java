package io.tallylight.scte35;

/**
 * Writes a section: the reverse of {@link SectionReader}, byte for byte, for every section that keeps the
 * rules.
 */
final class SectionWriter {
    private static final int LONGEST_SECTION = 4093;
    private static final int LENGTHS_AT = 10;

    private SectionWriter() {}

    static byte[] write(SpliceInfo info) {
        Sink sink = new Sink();
        header(info, sink);
        if (info.command() instanceof SpliceCommand.Encrypted hidden)
            hidden.payload().writeTo(sink);
        else body(info, sink);
        int sectionLength = sink.size() + 4 - 3;
        if (sectionLength > LONGEST_SECTION) throw new IllegalArgumentException("section_length " + sectionLength);
        sink.patch16(1, flags(info) | sectionLength);
        sink.u32(Crc32Mpeg2.of(sink.toArray(), 0, sink.size()));
        return sink.toArray();
    }

    private static void header(SpliceInfo info, Sink sink) {
        sink.u8(info.tableId());
        sink.u16(0);
        sink.u8(info.protocolVersion());
        int encryption = (info.encryptedPacket() ? 0x80 : 0) | Sink.bits(info.encryptionAlgorithm(), 6) << 1;
        sink.u33(encryption, info.ptsAdjustment());
        sink.u8(info.cwIndex());
        sink.u8(Sink.bits(info.tier(), 12) >> 4);
        sink.u16((info.tier() & 0xF) << 12 | Sink.bits(info.spliceCommandLength(), 12));
    }

    private static int flags(SpliceInfo info) {
        return (info.sectionSyntaxIndicator() ? 0x8000 : 0)
                | (info.privateIndicator() ? 0x4000 : 0)
                | Sink.bits(info.sapType(), 2) << 12;
    }

    private static void body(SpliceInfo info, Sink sink) {
        sink.u8(info.command().type());
        int commandStart = sink.size();
        info.command().match(new CommandWriter(sink));
        info.commandTrailing().writeTo(sink);
        if (!keepsLegacyLength(info)) {
            int length = Sink.bits(sink.size() - commandStart, 12);
            sink.patch16(LENGTHS_AT + 1, (info.tier() & 0xF) << 12 | length);
        }
        int loopAt = sink.size();
        sink.u16(0);
        DescriptorWriter writer = new DescriptorWriter(sink);
        for (SpliceDescriptor descriptor : info.descriptors()) writer.write(descriptor);
        info.descriptorTrailing().writeTo(sink);
        sink.patch16(loopAt, Sink.bits(sink.size() - loopAt - 2, 16));
        info.alignmentStuffing().writeTo(sink);
    }

    /** Only where a reader can still tell the command's end. */
    private static boolean keepsLegacyLength(SpliceInfo info) {
        boolean endIsPlain = CommandReader.knowsItsLength(info.command().type())
                ? info.commandTrailing().isEmpty()
                : info.descriptors().isEmpty()
                        && info.descriptorTrailing().isEmpty()
                        && info.alignmentStuffing().isEmpty();
        return info.spliceCommandLength() == SpliceInfo.LEGACY_COMMAND_LENGTH && endIsPlain;
    }
}
