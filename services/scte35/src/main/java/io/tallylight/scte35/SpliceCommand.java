package io.tallylight.scte35;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one command of a section (SCTE 35, 9.7). Times are ticks of 90 kHz, {@link Pts}. */
public sealed interface SpliceCommand permits SpliceSchedule, SpliceCommand.Standard {
    /** splice_command_type, or {@link Encrypted#TYPE_UNREADABLE}. */
    int type();

    /**
     * When the command says; in component mode the first component's time, which is the default of the
     * others.
     */
    default SpliceTime time() {
        return SpliceTime.UNSPECIFIED;
    }

    <X> X match(Cases<X> cases);

    /**
     * A method for each kind of command: a new kind does not compile until every reader has thought of it.
     */
    interface Cases<X> {
        X spliceNull(SpliceNull command);

        X spliceSchedule(SpliceSchedule command);

        X spliceInsert(SpliceInsert command);

        X timeSignal(TimeSignal command);

        X bandwidthReservation(BandwidthReservation command);

        X privateCommand(PrivateCommand command);

        X raw(RawCommand command);

        X encrypted(Encrypted command);
    }

    /** Those that fit below. */
    sealed interface Standard extends SpliceCommand {}

    /** Says nothing but that the sender is alive. */
    record SpliceNull() implements Standard {
        public static final int TYPE = 0x00;

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.spliceNull(this);
        }
    }

    /**
     * Leave the network or return to it. Of a cancel only the id counts. {@code programTime} is null where the
     * message has none (immediate or component mode); {@code eventIdCompliance} is the bit as sent, 1 =
     * legacy.
     */
    record SpliceInsert(
            long spliceEventId,
            boolean cancel,
            boolean outOfNetwork,
            boolean programSplice,
            boolean immediate,
            boolean eventIdCompliance,
            @Nullable SpliceTime programTime,
            List<Component> components,
            @Nullable BreakDuration breakDuration,
            int uniqueProgramId,
            int availNum,
            int availsExpected)
            implements Standard {
        public static final int TYPE = 0x05;

        public SpliceInsert {
            components = List.copyOf(components);
        }

        /** Ends or begins a break of the whole program at {@code time}; null means at once. */
        public static SpliceInsert program(
                long eventId, boolean outOfNetwork, @Nullable SpliceTime time, @Nullable BreakDuration duration) {
            return new SpliceInsert(
                    eventId, false, outOfNetwork, true, time == null, true, time, List.of(), duration, 0, 0, 0);
        }

        public static SpliceInsert cancel(long eventId) {
            return new SpliceInsert(eventId, true, false, false, false, true, null, List.of(), null, 0, 0, 0);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public SpliceTime time() {
            if (programTime != null) return programTime;
            return components.isEmpty()
                    ? SpliceTime.UNSPECIFIED
                    : components.get(0).timeOrUnspecified();
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.spliceInsert(this);
        }
    }

    /** A moment; what happens then is in the descriptors. */
    record TimeSignal(SpliceTime time) implements Standard {
        public static final int TYPE = 0x06;

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.timeSignal(this);
        }
    }

    /** Keeps bandwidth for later messages; says nothing. */
    record BandwidthReservation() implements Standard {
        public static final int TYPE = 0x07;

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.bandwidthReservation(this);
        }
    }

    /** Somebody's own command; {@code identifier} says whose. */
    record PrivateCommand(long identifier, Bytes bytes) implements Standard {
        public static final int TYPE = 0xFF;

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.privateCommand(this);
        }
    }

    /** A command that is not read here, or that could not be. */
    record RawCommand(int type, Bytes bytes) implements Standard {
        @Override
        public <X> X match(Cases<X> cases) {
            return cases.raw(this);
        }
    }

    /** All that encryption hides: from splice_command_type up to and with E_CRC_32. */
    record Encrypted(Bytes payload) implements Standard {
        public static final int TYPE_UNREADABLE = -1;

        @Override
        public int type() {
            return TYPE_UNREADABLE;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.encrypted(this);
        }
    }

    /** splice_time(): {@code pts} is 0 and means nothing unless specified. */
    record SpliceTime(boolean specified, long pts) {
        public static final SpliceTime UNSPECIFIED = new SpliceTime(false, 0);

        public static SpliceTime at(long pts) {
            return new SpliceTime(true, pts);
        }
    }

    /** One elementary stream of a component splice; its time is null in immediate mode. */
    record Component(int tag, @Nullable SpliceTime time) {
        SpliceTime timeOrUnspecified() {
            return time == null ? SpliceTime.UNSPECIFIED : time;
        }
    }

    /** break_duration(): with {@code autoReturn} the break ends by itself after {@code ticks}. */
    record BreakDuration(boolean autoReturn, long ticks) {}
}
