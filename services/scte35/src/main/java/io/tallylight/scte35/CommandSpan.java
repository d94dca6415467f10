package io.tallylight.scte35;

import io.tallylight.scte35.Finding.Code;
import io.tallylight.scte35.SpliceCommand.RawCommand;

/**
 * The command of a section and where it ends. splice_command_length may be wrong or 0xFFF; then the end is
 * where the command itself ends or where the length says, whichever leaves a descriptor loop that fits.
 */
final class CommandSpan {
    private static final int UNKNOWN = -1;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int type;
    private final int declared;
    private final SpliceCommand read;
    private final int readEnd;
    private final int commandEnd;

    CommandSpan(byte[] bytes, int start, int end, int type, int declared) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.type = type;
        this.declared = declared;
        boolean knowsItsLength = CommandReader.knowsItsLength(type);
        Cursor cursor = new Cursor(bytes, start, knowsItsLength ? end : statedEnd());
        read = CommandReader.read(type, cursor);
        readEnd = cursor.overrun() ? UNKNOWN : cursor.at();
        commandEnd = knowsItsLength ? chosenEnd() : openEnd();
    }

    /** Whether any reading of the lengths fits the section; without one nothing else here has a meaning. */
    boolean fits() {
        return commandEnd != UNKNOWN;
    }

    SpliceCommand command() {
        return broken() ? new RawCommand(type, Bytes.range(bytes, start, commandEnd)) : read;
    }

    Bytes trailing() {
        return broken() ? Bytes.EMPTY : Bytes.range(bytes, readEnd, commandEnd);
    }

    int loopStart() {
        return Math.min(commandEnd + 2, end);
    }

    int loopLength() {
        return hasLoop(commandEnd) ? loopLength(commandEnd) : 0;
    }

    void judge(Findings findings) {
        String what = "splice_command_type " + type;
        if (broken()) findings.add(Code.COMMAND_INVALID, what + " cannot be read");
        else if (CommandReader.isReserved(type)) findings.add(Code.UNKNOWN_COMMAND, what);
        if (!hasLoop(commandEnd)) {
            findings.add(Code.COMMAND_LENGTH_WRONG, "no descriptor_loop_length after the command");
        } else if (!legacy() && !broken() && readEnd - start != declared) {
            String length = declared + ", the command has " + (readEnd - start) + " bytes";
            findings.add(Code.COMMAND_LENGTH_WRONG, "splice_command_length is " + length);
        }
    }

    private boolean broken() {
        return readEnd == UNKNOWN || commandEnd < readEnd;
    }

    private boolean legacy() {
        return declared == SpliceInfo.LEGACY_COMMAND_LENGTH;
    }

    /**
     * For a command without an end of its own. If that is not stated either: all, or all but an empty loop.
     */
    private int statedEnd() {
        if (!legacy()) return Math.min(start + declared, end);
        return loopLength(end - 2) == 0 ? end - 2 : end;
    }

    private int openEnd() {
        return legacy() || loopEnd(start + declared) <= end ? statedEnd() : UNKNOWN;
    }

    private int chosenEnd() {
        int declaredEnd = legacy() ? UNKNOWN : start + declared;
        // A command that agrees with its length stands, even if the loop after it does not fit.
        if (readEnd == declaredEnd) return readEnd;
        int afterRead = loopEnd(readEnd);
        int afterDeclared = loopEnd(declaredEnd);
        if (afterRead == end) return readEnd;
        if (afterDeclared == end) return declaredEnd;
        if (afterRead < end) return readEnd;
        return afterDeclared < end ? declaredEnd : UNKNOWN;
    }

    /** Where the loop ends if it begins at {@code at}; far outside if there is no room for one. */
    private int loopEnd(int at) {
        return at != UNKNOWN && hasLoop(at) ? at + 2 + loopLength(at) : Integer.MAX_VALUE;
    }

    private boolean hasLoop(int at) {
        return at + 2 <= end;
    }

    private int loopLength(int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
