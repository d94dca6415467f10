package io.tallylight.scte35;

import io.tallylight.scte35.SpliceCommand.BandwidthReservation;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.Component;
import io.tallylight.scte35.SpliceCommand.Encrypted;
import io.tallylight.scte35.SpliceCommand.PrivateCommand;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceNull;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;

/** Writes the command after its type. */
record CommandWriter(Sink sink) implements SpliceCommand.Cases<Sink> {
    @Override
    public Sink spliceNull(SpliceNull command) {
        return sink;
    }

    @Override
    public Sink spliceSchedule(SpliceSchedule command) {
        sink.u8(command.events().size());
        for (SpliceSchedule.Event event : command.events()) event(event);
        return sink;
    }

    private void event(SpliceSchedule.Event event) {
        sink.u32(event.spliceEventId());
        sink.u8((event.cancel() ? 0x80 : 0) | (event.eventIdCompliance() ? 0x40 : 0) | 0x3F);
        if (event.cancel()) return;
        sink.u8((event.outOfNetwork() ? 0x80 : 0)
                | (event.programSplice() ? 0x40 : 0)
                | (event.breakDuration() != null ? 0x20 : 0)
                | 0x1F);
        if (event.programSplice()) sink.u32(event.utcSpliceTime());
        else plannedComponents(event);
        if (event.breakDuration() != null) breakDuration(event.breakDuration());
        sink.u16(event.uniqueProgramId());
        sink.u8(event.availNum());
        sink.u8(event.availsExpected());
    }

    private void plannedComponents(SpliceSchedule.Event event) {
        sink.u8(event.components().size());
        for (SpliceSchedule.Component component : event.components()) {
            sink.u8(component.tag());
            sink.u32(component.utcSpliceTime());
        }
    }

    @Override
    public Sink spliceInsert(SpliceInsert command) {
        sink.u32(command.spliceEventId());
        sink.u8(command.cancel() ? 0xFF : 0x7F);
        if (command.cancel()) return sink;
        sink.u8(flags(command));
        if (command.programSplice()) {
            if (!command.immediate()) spliceTime(command.time());
        } else {
            components(command);
        }
        if (command.breakDuration() != null) breakDuration(command.breakDuration());
        sink.u16(command.uniqueProgramId());
        sink.u8(command.availNum());
        sink.u8(command.availsExpected());
        return sink;
    }

    private static int flags(SpliceInsert command) {
        return (command.outOfNetwork() ? 0x80 : 0)
                | (command.programSplice() ? 0x40 : 0)
                | (command.breakDuration() != null ? 0x20 : 0)
                | (command.immediate() ? 0x10 : 0)
                | (command.eventIdCompliance() ? 0x08 : 0)
                | 0x07;
    }

    private void components(SpliceInsert command) {
        sink.u8(command.components().size());
        for (Component component : command.components()) {
            sink.u8(component.tag());
            if (!command.immediate()) spliceTime(component.timeOrUnspecified());
        }
    }

    @Override
    public Sink timeSignal(TimeSignal command) {
        spliceTime(command.time());
        return sink;
    }

    @Override
    public Sink bandwidthReservation(BandwidthReservation command) {
        return sink;
    }

    @Override
    public Sink privateCommand(PrivateCommand command) {
        sink.u32(command.identifier());
        command.bytes().writeTo(sink);
        return sink;
    }

    @Override
    public Sink raw(RawCommand command) {
        command.bytes().writeTo(sink);
        return sink;
    }

    @Override
    public Sink encrypted(Encrypted command) {
        command.payload().writeTo(sink);
        return sink;
    }

    private void spliceTime(SpliceTime time) {
        if (time.specified()) sink.u33(0xFE, time.pts());
        else sink.u8(0x7F);
    }

    private void breakDuration(BreakDuration duration) {
        sink.u33(duration.autoReturn() ? 0xFE : 0x7E, duration.ticks());
    }
}
