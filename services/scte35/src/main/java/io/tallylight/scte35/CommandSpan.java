package io.tallylight.scte35;

import io.tallylight.scte35.Finding.Code;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import org.jspecify.annotations.Nullable;

/**
 * The command of a section and where it ends. splice_command_length may be wrong or 0xFFF; then the end is where the
 * command itself ends or where the length says, whichever leaves a descriptor loop that fits the section.
 */
record CommandSpan(
        SpliceCommand command,
        Bytes trailing,
        int loopStart,
        int loopLength,
        int declared,
        int parsed,
        boolean broken) {
    private static final int UNKNOWN = -1;

    /** Null if nothing fits. */
    static @Nullable CommandSpan find(byte[] bytes, int start, int end, int type, int declared) {
        boolean legacy = declared == SpliceInfo.LEGACY_COMMAND_LENGTH;
        if (!CommandReader.knowsItsLength(type)) {
            return openEnded(
                    bytes, start, legacy ? lastLoop(bytes, start, end) : start + declared, end, type, declared);
        }
        Cursor cursor = new Cursor(bytes, start, end);
        SpliceCommand command = CommandReader.read(type, cursor);
        int parsedEnd = cursor.overrun() ? UNKNOWN : cursor.at();
        int declaredEnd = legacy ? UNKNOWN : start + declared;
        // A command that agrees with its length stands, even if the loop after it does not fit.
        int commandEnd = parsedEnd == declaredEnd ? parsedEnd : choose(bytes, parsedEnd, declaredEnd, end);
        if (commandEnd == UNKNOWN) return null;
        if (parsedEnd == UNKNOWN || commandEnd < parsedEnd) {
            RawCommand raw = new RawCommand(type, Bytes.range(bytes, start, commandEnd));
            return at(bytes, raw, commandEnd, commandEnd, end, declared, UNKNOWN, true);
        }
        return at(bytes, command, parsedEnd, commandEnd, end, declared, parsedEnd - start, false);
    }

    void judge(Findings findings) {
        int type = command.type();
        boolean legacy = declared == SpliceInfo.LEGACY_COMMAND_LENGTH;
        if (broken) findings.add(Code.COMMAND_INVALID, "splice_command_type " + type + " cannot be read");
        else if (CommandReader.isReserved(type)) findings.add(Code.UNKNOWN_COMMAND, "splice_command_type " + type);
        if (!legacy && parsed != UNKNOWN && parsed != declared) {
            String length = "splice_command_length is " + declared + ", the command has " + parsed + " bytes";
            findings.add(Code.COMMAND_LENGTH_WRONG, length);
        }
    }

    private static @Nullable CommandSpan openEnded(
            byte[] bytes, int start, int commandEnd, int end, int type, int declared) {
        if (loopEnd(bytes, commandEnd, end) > end) return null;
        Cursor cursor = new Cursor(bytes, start, commandEnd);
        SpliceCommand command = CommandReader.read(type, cursor);
        boolean broken = cursor.overrun();
        if (broken) command = new RawCommand(type, Bytes.range(bytes, start, commandEnd));
        return at(bytes, command, commandEnd, commandEnd, end, declared, UNKNOWN, broken);
    }

    private static CommandSpan at(
            byte[] bytes,
            SpliceCommand command,
            int trailingStart,
            int commandEnd,
            int end,
            int declared,
            int parsed,
            boolean broken) {
        Bytes trailing = Bytes.range(bytes, trailingStart, commandEnd);
        int loopStart = Math.min(commandEnd + 2, end);
        int loopLength = commandEnd + 2 > end ? 0 : loopLength(bytes, commandEnd);
        return new CommandSpan(command, trailing, loopStart, loopLength, declared, parsed, broken);
    }

    private static int choose(byte[] bytes, int parsedEnd, int declaredEnd, int end) {
        int afterParsed = loopEnd(bytes, parsedEnd, end);
        int afterDeclared = loopEnd(bytes, declaredEnd, end);
        if (afterParsed == end) return parsedEnd;
        if (afterDeclared == end) return declaredEnd;
        if (afterParsed < end) return parsedEnd;
        return afterDeclared < end ? declaredEnd : UNKNOWN;
    }

    /** Where the loop ends if the command ends at {@code commandEnd}; far outside if there is no room for one. */
    private static int loopEnd(byte[] bytes, int commandEnd, int end) {
        if (commandEnd == UNKNOWN || commandEnd + 2 > end) return Integer.MAX_VALUE;
        return commandEnd + 2 + loopLength(bytes, commandEnd);
    }

    private static int loopLength(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    /** Where a command of unstated length ends, if no descriptor follows; else there is no telling. */
    private static int lastLoop(byte[] bytes, int start, int end) {
        return end - 2 >= start && loopLength(bytes, end - 2) == 0 ? end - 2 : UNKNOWN;
    }
}
