package io.tallylight.scte35;

import java.util.Locale;

/** One thing about a message that a reader should know, with the place and the figures in {@code detail}. */
public record Finding(Code code, String detail) {
    /** Whether the message could not be read at all because of this. */
    public boolean fatal() {
        return code.fatal;
    }

    /** What can be found; {@link #text()} is the name in JSON, in records and in alerts. */
    public enum Code {
        /** Not Base64 in either alphabet. */
        BASE64_INVALID(true),
        /** Fewer bytes than section_length says, or too few for any section. */
        TRUNCATED(true),
        /** Not a splice_info_section: table_id is not 0xFC. */
        WRONG_TABLE_ID(true),
        /** No reading of splice_command_length and descriptor_loop_length fits the section. */
        LENGTHS_INCONSISTENT(true),
        /** The stored CRC_32 is not that of the bytes; everything read is then doubtful. */
        CRC_INVALID(false),
        /** A pointer_field of 0 stood before the section, as in a transport packet; it was skipped. */
        POINTER_FIELD(false),
        /** Bytes after the section; they were not read. */
        TRAILING_BYTES(false),
        /** protocol_version is not 0; read as if it were. */
        UNSUPPORTED_PROTOCOL_VERSION(false),
        /** encrypted_packet is set: only the header is readable, the rest is kept raw. */
        ENCRYPTED(false),
        /** splice_command_length is not the length of the command. */
        COMMAND_LENGTH_WRONG(false),
        /** A known command that cannot be read; kept raw. */
        COMMAND_INVALID(false),
        /** A splice_command_type that is reserved; kept raw. */
        UNKNOWN_COMMAND(false),
        /** A descriptor that breaks its own length or the loop's; kept raw. */
        DESCRIPTOR_INVALID(false),
        /** Bytes in a descriptor after its last field; kept. */
        DESCRIPTOR_TRAILING_BYTES(false),
        /** A descriptor of somebody's own (identifier is not CUEI); kept raw. */
        PRIVATE_DESCRIPTOR(false),
        /** A CUEI descriptor whose tag is not known; kept raw. */
        UNKNOWN_DESCRIPTOR(false),
        /** A segmentation_type_id that the specification does not name. */
        RESERVED_TYPE(false),
        /** Two bytes read as sub_segment fields after a type that has none. */
        SUB_SEGMENTS_UNEXPECTED(false),
        /** A UPID whose length its type forbids, or a list of UPIDs that breaks off; its bytes are kept. */
        UPID_INVALID(false);

        private final boolean fatal;

        Code(boolean fatal) {
            this.fatal = fatal;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
