package io.tallylight.poller;

import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One fact that a provider answered, as the event it is to become. The engine stamps {@code revision}, {@code observedAt},
 * {@code completeness} and, where the schema has it, {@code firstSeenAt}; whatever the feed put there is ignored.
 *
 * @param key the record's key on its topic
 * @param at the record's timestamp: the event's own time
 * @param position where in the target's time the row is kept in mind: at or after it the row can still change
 * @param moves whether the position of one id can differ from answer to answer (an open session, a row outside its window)
 * @param figures what may only grow: a smaller figure than before is kept and flagged {@code decreased}
 */
public record Row(
        String key, Instant at, Instant position, boolean moves, SpecificRecordBase event, List<Long> figures) {

    public Row {
        figures = List.copyOf(figures);
    }

    /** A row that stays where its event lies. */
    public static Row of(String key, Instant at, SpecificRecordBase event) {
        return new Row(key, at, at, false, event, List.of());
    }

    /** The same row, kept in mind at another position that can move. */
    public Row movingTo(Instant position) {
        return new Row(key, at, position, true, event, figures);
    }

    public Row growing(List<Long> figures) {
        return new Row(key, at, position, moves, event, figures);
    }
}
