package io.tallylight.normalizer.cues;

import io.tallylight.scte35.SpliceCommand;
import java.util.Map;

/** The specification's names of splice_command_type (SCTE 35 2022b, table 7). */
final class Commands {

    private static final Map<Integer, String> NAMES = Map.of(
            0x00, "splice_null",
            0x04, "splice_schedule",
            0x05, "splice_insert",
            0x06, "time_signal",
            0x07, "bandwidth_reservation",
            0xFF, "private_command");

    private Commands() {}

    /** Empty where encryption hides the command. */
    static String name(SpliceCommand command) {
        return command.type() == SpliceCommand.Encrypted.TYPE_UNREADABLE ? "" : name(command.type());
    }

    static String name(int type) {
        return NAMES.getOrDefault(type, "reserved");
    }
}
