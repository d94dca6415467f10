package io.tallylight.scte35;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.scte35.Finding.Code;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import io.tallylight.scte35.SpliceCommand.SpliceNull;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import io.tallylight.scte35.SpliceDescriptor.AvailDescriptor;
import io.tallylight.scte35.SpliceDescriptor.RawDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is wrong with a message, and that it costs nothing but the part concerned. */
class DamagedTest {
    private static final long SEED = Long.getLong("tallylight.seed", System.nanoTime());
    private static final String PLAIN = "/DAlAAAAAAAAAP/wFAUAAAABf+/+LRQrAP4BI9MIAAEBAQAAfxV6SQ==";

    @Test
    void readsEitherAlphabetUnpaddedAndBroken() {
        Decoded plain = Splice.decodeBase64(PLAIN);

        assertThat(plain.findings()).isEmpty();
        assertThat(Splice.decodeBase64(PLAIN.replace('/', '_').replace('+', '-').replace("=", "")))
                .isEqualTo(plain);
        assertThat(Splice.decodeBase64(" " + PLAIN.substring(0, 7) + "\r\n\t" + PLAIN.substring(7) + "\n"))
                .isEqualTo(plain);
    }

    @Test
    void saysWhatIsNotBase64() {
        for (String text : List.of("/DA%", "/DAlA", "/D==AA", "/DA\u00e4")) {
            assertThat(codes(Splice.decodeBase64(text))).containsExactly(Code.BASE64_INVALID);
        }
    }

    @Test
    void skipsAPointerFieldAndReportsWhatFollows() {
        byte[] section = Splice.encode(SpliceInfo.of(new SpliceNull(), List.of()));
        byte[] framed = new byte[section.length + 3];
        System.arraycopy(section, 0, framed, 1, section.length);

        Decoded decoded = Splice.decode(framed);

        assertThat(decoded.info()).isEqualTo(SpliceInfoTest.read(section));
        assertThat(decoded.crcValid()).isTrue();
        assertThat(codes(decoded)).containsExactly(Code.POINTER_FIELD, Code.TRAILING_BYTES);
    }

    @Test
    void readsOnWithAWrongCrc() {
        byte[] section = Splice.encode(SpliceInfo.of(new SpliceNull(), List.of(new AvailDescriptor(5))));
        section[section.length - 1] ^= 1;

        Decoded decoded = Splice.decode(section);

        assertThat(decoded.crcValid()).isFalse();
        assertThat(codes(decoded)).containsExactly(Code.CRC_INVALID);
        assertThat(requireNonNull(decoded.info()).descriptors()).containsExactly(new AvailDescriptor(5));
    }

    @Test
    void readsAnEncryptedHeaderAndKeepsThePayload() {
        SpliceInfo plain = SpliceInfo.of(new TimeSignal(SpliceTime.at(5)), List.of(new AvailDescriptor(9)));
        byte[] section = Splice.encode(plain);
        section[4] |= (byte) 0x84;

        Decoded decoded = Splice.decode(sealed(section));

        SpliceInfo info = requireNonNull(decoded.info());
        assertThat(codes(decoded)).containsExactly(Code.ENCRYPTED);
        assertThat(info.encryptionAlgorithm()).isEqualTo(2);
        assertThat(info.command()).isEqualTo(new SpliceCommand.Encrypted(Bytes.range(section, 13, section.length - 4)));
        assertThat(SpliceJson.of(decoded)).doesNotContainKey("splice_command_type");
    }

    @Test
    void correctsACommandLengthThatIsWrong() {
        TimeSignal command = new TimeSignal(SpliceTime.at(5));
        byte[] section = Splice.encode(SpliceInfo.of(command, List.of(new AvailDescriptor(9))));
        for (int length : new int[] {0, 4, 6, 40, 4000}) {
            byte[] wrong = section.clone();
            wrong[11] = (byte) (0xF0 | (length >> 8));
            wrong[12] = (byte) length;

            Decoded decoded = Splice.decode(sealed(wrong));

            assertThat(codes(decoded)).as("length %d", length).containsExactly(Code.COMMAND_LENGTH_WRONG);
            assertThat(requireNonNull(decoded.info()).command()).isEqualTo(command);
            assertThat(requireNonNull(decoded.info()).descriptors()).containsExactly(new AvailDescriptor(9));
        }
    }

    /** As in gots' TestParseSpliceNull: a splice_null that really carries a byte. */
    @Test
    void believesACommandLengthThatFitsBetter() {
        byte[] section = Splice.encode(SpliceInfo.of(new RawCommand(0x33, Bytes.of((byte) 7)), List.of()));
        section[13] = SpliceNull.TYPE;

        Decoded decoded = Splice.decode(sealed(section));

        assertThat(codes(decoded)).containsExactly(Code.COMMAND_LENGTH_WRONG);
        assertThat(requireNonNull(decoded.info()).command()).isEqualTo(new SpliceNull());
        assertThat(requireNonNull(decoded.info()).commandTrailing()).isEqualTo(Bytes.of((byte) 7));
        assertThat(Splice.encode(requireNonNull(decoded.info()))).isEqualTo(section);
    }

    @Test
    void keepsACommandThatIsCutShort() {
        byte[] section = Splice.encode(SpliceInfo.of(new RawCommand(0x33, Bytes.ofHex("00000001")), List.of()));
        section[13] = SpliceCommand.SpliceInsert.TYPE;

        Decoded decoded = Splice.decode(sealed(section));

        assertThat(codes(decoded)).containsExactly(Code.COMMAND_INVALID);
        assertThat(requireNonNull(decoded.info()).command()).isEqualTo(new RawCommand(5, Bytes.ofHex("00000001")));
    }

    @Test
    void keepsAllOfAnUnknownCommandWhoseEndNobodyTells() {
        SpliceInfo info = SpliceInfo.of(new RawCommand(0x33, Bytes.ofHex("0102")), List.of(new AvailDescriptor(9)));
        byte[] section = Splice.encode(info);
        section[11] |= 0x0F;
        section[12] = (byte) 0xFF;

        Decoded decoded = Splice.decode(sealed(section));

        assertThat(codes(decoded)).containsExactly(Code.UNKNOWN_COMMAND, Code.COMMAND_LENGTH_WRONG);
        assertThat(requireNonNull(decoded.info()).command())
                .isEqualTo(new RawCommand(0x33, Bytes.range(section, 14, section.length - 4)));
    }

    @Test
    void readsTheCommandInFrontOfALoopThatIsTooLong() {
        byte[] section =
                Splice.encode(SpliceInfo.of(new TimeSignal(SpliceTime.at(5)), List.of(new AvailDescriptor(9))));
        section[20] = 17;

        Decoded decoded = Splice.decode(sealed(section));

        assertThat(codes(decoded)).containsExactly(Code.DESCRIPTOR_INVALID);
        assertThat(requireNonNull(decoded.info()).command()).isEqualTo(new TimeSignal(SpliceTime.at(5)));
        assertThat(requireNonNull(decoded.info()).descriptors()).containsExactly(new AvailDescriptor(9));
    }

    @Test
    void keepsPrivateUnknownAndBrokenDescriptorsAndReadsTheOthers() {
        List<SpliceDescriptor> descriptors = List.of(
                new RawDescriptor(0x70, Bytes.ofHex("4d444e4335")),
                new RawDescriptor(0x55, Bytes.ofHex("4355454900")),
                new RawDescriptor(0x00, Bytes.ofHex("4355454900")),
                new RawDescriptor(0x01, Bytes.ofHex("4355")),
                new AvailDescriptor(9));

        Decoded decoded = Splice.decode(Splice.encode(SpliceInfo.of(new SpliceNull(), descriptors)));

        assertThat(requireNonNull(decoded.info()).descriptors()).isEqualTo(descriptors);
        assertThat(codes(decoded))
                .containsExactly(
                        Code.PRIVATE_DESCRIPTOR,
                        Code.UNKNOWN_DESCRIPTOR,
                        Code.DESCRIPTOR_INVALID,
                        Code.DESCRIPTOR_INVALID);
    }

    @Test
    void keepsBytesAfterTheLastFieldOfASegment() {
        SegmentationDescriptor plain =
                SegmentationDescriptor.program(1, 0x34, OptionalLong.empty(), SegmentationUpid.NONE, 1, 1);
        byte[] content = Splice.encode(SpliceInfo.of(new SpliceNull(), List.of(plain)));
        Bytes longer = Bytes.ofHex(Bytes.range(content, 18, content.length - 4).hex() + "020406");

        Decoded decoded =
                Splice.decode(Splice.encode(SpliceInfo.of(new SpliceNull(), List.of(new RawDescriptor(2, longer)))));

        SegmentationDescriptor read = (SegmentationDescriptor)
                requireNonNull(decoded.info()).descriptors().get(0);
        assertThat(read.subSegments()).isEqualTo(new SegmentationDescriptor.SubSegments(2, 4));
        assertThat(read.trailing()).isEqualTo(Bytes.of((byte) 6));
        assertThat(codes(decoded)).containsExactly(Code.DESCRIPTOR_TRAILING_BYTES);
    }

    @Test
    void keepsTheEndOfALoopThatIsNoDescriptor() {
        SpliceInfo info = SpliceInfo.of(new SpliceNull(), List.of(new AvailDescriptor(9)));
        byte[] section = Splice.encode(info);
        section[17]++;

        Decoded decoded = Splice.decode(sealed(section));

        assertThat(codes(decoded)).containsExactly(Code.DESCRIPTOR_INVALID);
        assertThat(requireNonNull(decoded.info()).descriptorTrailing().size()).isEqualTo(10);
    }

    @Test
    void reportsAReservedSegmentationTypeAndAnUnknownCommand() {
        SegmentationDescriptor odd =
                SegmentationDescriptor.program(1, 0x70, OptionalLong.empty(), SegmentationUpid.NONE, 0, 0);
        SpliceInfo info = SpliceInfo.of(new RawCommand(0x33, Bytes.EMPTY), List.of(odd));

        assertThat(codes(Splice.decode(Splice.encode(info)))).containsExactly(Code.UNKNOWN_COMMAND, Code.RESERVED_TYPE);
    }

    @Test
    void readsAndReportsSubSegmentsOfATypeThatHasNone() {
        Decoded decoded = Splice.decodeBase64(
                Vector.named("segmentation descriptor with 2 extraneous bytes after segments_expected (type 0x20)")
                        .base64());

        assertThat(codes(decoded)).containsExactly(Code.SUB_SEGMENTS_UNEXPECTED);
    }

    @Test
    void neverThrowsAndNeverLosesTheReason() {
        Random random = new Random(SEED);
        for (Vector vector : VectorsTest.intact()) {
            byte[] whole = vector.bytes();
            for (int run = 0; run < 300; run++) {
                byte[] bytes =
                        Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
                for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }

                Decoded decoded = Splice.decode(bytes);

                assertThat(SpliceJson.of(decoded))
                        .as("%s, run %d of -Dtallylight.seed=%d", vector, run, SEED)
                        .containsKey(decoded.readable() ? "splice_command" : "error");
            }
        }
    }

    /** The same with a CRC that is right for it. */
    private static byte[] sealed(byte[] section) {
        long crc = Crc32Mpeg2.of(section, 0, section.length - 4);
        for (int index = 0; index < 4; index++) section[section.length - 1 - index] = (byte) (crc >> (8 * index));
        return section;
    }

    private static List<Code> codes(Decoded decoded) {
        return decoded.findings().stream().map(Finding::code).toList();
    }
}
