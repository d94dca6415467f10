package io.tallylight.scte35;

import io.tallylight.scte35.SpliceCommand.BandwidthReservation;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.Component;
import io.tallylight.scte35.SpliceCommand.PrivateCommand;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceNull;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import java.util.ArrayList;
import java.util.List;

/** Reads the command at a cursor. A command that is cut short shows as {@link Cursor#overrun()}. */
final class CommandReader {
    private CommandReader() {}

    /**
     * Whether the command itself says where it ends, so that a wrong splice_command_length can be
     * corrected.
     */
    static boolean knowsItsLength(int type) {
        return switch (type) {
            case SpliceNull.TYPE, SpliceSchedule.TYPE, SpliceInsert.TYPE, TimeSignal.TYPE, BandwidthReservation.TYPE ->
                true;
            default -> false;
        };
    }

    static boolean isReserved(int type) {
        return !knowsItsLength(type) && type != PrivateCommand.TYPE;
    }

    static SpliceCommand read(int type, Cursor cursor) {
        return switch (type) {
            case SpliceNull.TYPE -> new SpliceNull();
            case SpliceSchedule.TYPE -> spliceSchedule(cursor);
            case SpliceInsert.TYPE -> spliceInsert(cursor);
            case TimeSignal.TYPE -> new TimeSignal(spliceTime(cursor));
            case BandwidthReservation.TYPE -> new BandwidthReservation();
            case PrivateCommand.TYPE -> new PrivateCommand(cursor.u32(), cursor.rest());
            default -> new RawCommand(type, cursor.rest());
        };
    }

    private static SpliceSchedule spliceSchedule(Cursor cursor) {
        int count = cursor.u8();
        List<SpliceSchedule.Event> events = new ArrayList<>();
        for (int index = 0; index < count && !cursor.overrun(); index++) events.add(event(cursor));
        return new SpliceSchedule(events);
    }

    private static SpliceSchedule.Event event(Cursor cursor) {
        long eventId = cursor.u32();
        int first = cursor.u8();
        boolean compliance = (first & 0x40) != 0;
        if ((first & 0x80) != 0) return SpliceSchedule.Event.cancel(eventId, compliance);
        int flags = cursor.u8();
        boolean program = (flags & 0x40) != 0;
        return new SpliceSchedule.Event(
                eventId,
                false,
                compliance,
                (flags & 0x80) != 0,
                program,
                program ? cursor.u32() : 0,
                program ? List.of() : plannedComponents(cursor),
                (flags & 0x20) != 0 ? breakDuration(cursor) : null,
                cursor.u16(),
                cursor.u8(),
                cursor.u8());
    }

    private static List<SpliceSchedule.Component> plannedComponents(Cursor cursor) {
        int count = cursor.u8();
        List<SpliceSchedule.Component> components = new ArrayList<>();
        for (int index = 0; index < count && !cursor.overrun(); index++) {
            components.add(new SpliceSchedule.Component(cursor.u8(), cursor.u32()));
        }
        return components;
    }

    private static SpliceInsert spliceInsert(Cursor cursor) {
        long eventId = cursor.u32();
        if ((cursor.u8() & 0x80) != 0) return SpliceInsert.cancel(eventId);
        int flags = cursor.u8();
        boolean program = (flags & 0x40) != 0;
        boolean immediate = (flags & 0x10) != 0;
        return new SpliceInsert(
                eventId,
                false,
                (flags & 0x80) != 0,
                program,
                immediate,
                (flags & 0x08) != 0,
                program && !immediate ? spliceTime(cursor) : null,
                program ? List.of() : components(cursor, immediate),
                (flags & 0x20) != 0 ? breakDuration(cursor) : null,
                cursor.u16(),
                cursor.u8(),
                cursor.u8());
    }

    private static List<Component> components(Cursor cursor, boolean immediate) {
        int count = cursor.u8();
        List<Component> components = new ArrayList<>();
        for (int index = 0; index < count && !cursor.overrun(); index++) {
            components.add(new Component(cursor.u8(), immediate ? null : spliceTime(cursor)));
        }
        return components;
    }

    private static SpliceTime spliceTime(Cursor cursor) {
        int first = cursor.u8();
        return (first & 0x80) == 0 ? SpliceTime.UNSPECIFIED : SpliceTime.at(cursor.u33(first));
    }

    private static BreakDuration breakDuration(Cursor cursor) {
        int first = cursor.u8();
        return new BreakDuration((first & 0x80) != 0, cursor.u33(first));
    }
}
