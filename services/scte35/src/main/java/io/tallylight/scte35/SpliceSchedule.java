package io.tallylight.scte35;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** splice_schedule(): breaks that are planned by wall-clock time, to be confirmed by a splice_insert each. */
public record SpliceSchedule(List<Event> events) implements SpliceCommand {
    public static final int TYPE = 0x04;

    public SpliceSchedule {
        events = List.copyOf(events);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public <X> X match(Cases<X> cases) {
        return cases.spliceSchedule(this);
    }

    /**
     * One planned break. Of a cancel only the id counts. {@code utcSpliceTime} is seconds since
     * 1980-01-06T00:00Z, leap seconds included (9.7.2.1), and 0 without {@code programSplice}; {@code
     * eventIdCompliance} is the bit as sent, 1 = legacy.
     */
    public record Event(
            long spliceEventId,
            boolean cancel,
            boolean eventIdCompliance,
            boolean outOfNetwork,
            boolean programSplice,
            long utcSpliceTime,
            List<Component> components,
            @Nullable BreakDuration breakDuration,
            int uniqueProgramId,
            int availNum,
            int availsExpected) {
        public Event {
            components = List.copyOf(components);
        }

        static Event cancel(long spliceEventId, boolean compliance) {
            return new Event(spliceEventId, true, compliance, false, false, 0, List.of(), null, 0, 0, 0);
        }
    }

    /** One elementary stream and when it is cut. */
    public record Component(int tag, long utcSpliceTime) {}
}
