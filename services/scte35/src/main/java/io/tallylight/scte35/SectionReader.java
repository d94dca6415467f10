package io.tallylight.scte35;

import io.tallylight.scte35.Finding.Code;
import io.tallylight.scte35.SpliceCommand.Encrypted;
import java.util.List;

/**
 * Reads one section. What cannot be read ends in a finding: fatal only if no section can be told from the
 * bytes, otherwise the part concerned is kept raw and the rest is read.
 *
 * <pre>
 * 0 table_id  1 section_length  3 protocol_version  4 pts_adjustment  9 cw_index
 * 10 tier, splice_command_length  13 splice_command_type  14 command
 * then descriptor_loop_length, descriptors | alignment_stuffing | CRC_32
 * </pre>
 */
final class SectionReader {
    private static final int TYPE_AT = 13;
    private static final int COMMAND_AT = 14;
    private static final int CRC_SIZE = 4;
    private static final int SHORTEST = COMMAND_AT + 2 + CRC_SIZE;

    private final byte[] bytes;
    private final Findings findings = new Findings();
    private int start;
    private int end;

    SectionReader(byte[] bytes) {
        this.bytes = bytes;
    }

    Decoded read() {
        if (bytes.length >= 2 && bytes[0] == 0 && (bytes[1] & 0xFF) == SpliceInfo.TABLE_ID) {
            findings.add(Code.POINTER_FIELD, "a pointer_field of 0 before the section");
            start = 1;
        }
        int present = bytes.length - start;
        if (present == 0) return unreadable(Code.TRUNCATED, "no bytes");
        if (u8(0) != SpliceInfo.TABLE_ID) return unreadable(Code.WRONG_TABLE_ID, "table_id is " + u8(0));
        int size = present < 3 ? SHORTEST : 3 + (u16(1) & 0xFFF);
        if (size > present) return unreadable(Code.TRUNCATED, "section of " + size + " bytes, " + present + " present");
        if (size < SHORTEST)
            return unreadable(Code.TRUNCATED, "a section of " + size + " bytes has no room for its fields");
        return section(size, present);
    }

    private Decoded section(int size, int present) {
        end = start + size - CRC_SIZE;
        boolean crcValid = checkCrc();
        if (present > size) findings.add(Code.TRAILING_BYTES, present - size + " bytes after the section");
        if (u8(3) != 0) findings.add(Code.UNSUPPORTED_PROTOCOL_VERSION, "protocol_version " + u8(3));
        if ((u8(4) & 0x80) != 0) return new Decoded(encrypted(), findings.list(), crcValid);
        CommandSpan span = new CommandSpan(bytes, start + COMMAND_AT, end, u8(TYPE_AT), declaredLength());
        if (!span.fits()) {
            String lengths = "splice_command_length " + declaredLength() + " in a section of " + size + " bytes";
            findings.add(Code.LENGTHS_INCONSISTENT, lengths);
            return new Decoded(null, findings.list(), crcValid);
        }
        span.judge(findings);
        return new Decoded(clear(span), findings.list(), crcValid);
    }

    private boolean checkCrc() {
        long computed = Crc32Mpeg2.of(bytes, start, end);
        if (computed == storedCrc()) return true;
        findings.add(
                Code.CRC_INVALID,
                "stored " + Long.toHexString(storedCrc()) + ", computed " + Long.toHexString(computed));
        return false;
    }

    private SpliceInfo encrypted() {
        findings.add(Code.ENCRYPTED, "encryption_algorithm " + (u8(4) >> 1 & 0x3F));
        Encrypted command = new Encrypted(Bytes.range(bytes, start + TYPE_AT, end));
        return info(command, Bytes.EMPTY, 0, List.of(), Bytes.EMPTY, Bytes.EMPTY);
    }

    private SpliceInfo clear(CommandSpan span) {
        int loopLength = span.loopLength();
        int loopEnd = Math.min(span.loopStart() + loopLength, end);
        if (loopEnd - span.loopStart() < loopLength) {
            String left = ", " + (loopEnd - span.loopStart()) + " bytes are left";
            findings.add(Code.DESCRIPTOR_INVALID, "descriptor_loop_length is " + loopLength + left);
        }
        DescriptorReader reader = new DescriptorReader(findings);
        List<SpliceDescriptor> descriptors = reader.readAll(bytes, span.loopStart(), loopEnd);
        return info(
                span.command(),
                span.trailing(),
                loopLength,
                descriptors,
                Bytes.range(bytes, reader.stoppedAt(), loopEnd),
                Bytes.range(bytes, loopEnd, end));
    }

    private SpliceInfo info(
            SpliceCommand command,
            Bytes commandTrailing,
            int loopLength,
            List<SpliceDescriptor> descriptors,
            Bytes descriptorTrailing,
            Bytes stuffing) {
        int flags = u16(1);
        int encryption = u8(4);
        return new SpliceInfo(
                u8(0),
                (flags & 0x8000) != 0,
                (flags & 0x4000) != 0,
                flags >> 12 & 3,
                flags & 0xFFF,
                u8(3),
                (encryption & 0x80) != 0,
                encryption >> 1 & 0x3F,
                (encryption & 1L) << 32 | (long) u16(5) << 16 | u16(7),
                u8(9),
                u16(10) >> 4,
                declaredLength(),
                command,
                commandTrailing,
                loopLength,
                descriptors,
                descriptorTrailing,
                stuffing,
                storedCrc());
    }

    private int declaredLength() {
        return u16(11) & 0xFFF;
    }

    private long storedCrc() {
        return (long) u16(end - start) << 16 | u16(end - start + 2);
    }

    private Decoded unreadable(Code code, String detail) {
        findings.add(code, detail);
        return new Decoded(null, findings.list(), false);
    }

    private int u8(int offset) {
        return bytes[start + offset] & 0xFF;
    }

    private int u16(int offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }
}
