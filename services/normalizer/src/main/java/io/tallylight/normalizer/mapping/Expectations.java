package io.tallylight.normalizer.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an event must be like to be mapped. All that it is not becomes one rejection, which names the first field. */
public final class Expectations {

    private record Misfit(String field, String sentence) {}

    private final Object event;
    private final List<Misfit> misfits = new ArrayList<>();

    /** What every event has. */
    public Expectations(Object event, String id, int revision) {
        this.event = event;
        that(!id.isBlank(), "id", "a text", "'" + id + "'");
        that(revision > 0, "revision", "a number from 1", revision);
    }

    public Expectations that(boolean met, String field, String expected, Object found) {
        if (!met) {
            misfits.add(new Misfit(field, field + ": expected " + expected + ", found " + found));
        }
        return this;
    }

    public Expectations positive(String field, long value) {
        return that(value > 0, field, "a number above 0", value);
    }

    public Expectations amount(String field, double value) {
        return that(Double.isFinite(value) && value >= 0, field, "a number from 0", value);
    }

    public Expectations count(String field, long value) {
        return that(value >= 0, field, "a number from 0", value);
    }

    /** Kafka takes no time before 1970. */
    public Expectations since1970(String field, Instant time) {
        return that(!time.isBefore(Instant.EPOCH), field, "a time since 1970", time);
    }

    public Verdict orElse(Supplier<Verdict> accepted) {
        if (misfits.isEmpty()) {
            return accepted.get();
        }
        String reason = String.join("; ", misfits.stream().map(Misfit::sentence).toList());
        return new Verdict.Rejected(reason, misfits.get(0).field(), event.toString());
    }
}
