package io.tallylight.poller.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Span;
import io.tallylight.poller.state.RowEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private final MemoryStore store = new MemoryStore();
    private final Remembered remembered = fresh();

    @Test
    void findsARowWhereItWasPutAndNowhereElse() {
        remembered.put(entry(1, 10), at(0), false);

        assertThat(remembered.find(1, at(59), false)).isEqualTo(entry(1, 10));
        assertThat(remembered.find(1, at(60), false)).isNull();
        assertThat(remembered.find(2, at(0), false)).isNull();
    }

    @Test
    void findsARowThatMovesWhereverItWas() {
        remembered.put(entry(1, 10), at(0), true);

        assertThat(remembered.find(1, at(600), true)).isEqualTo(entry(1, 10));
    }

    @Test
    void keepsARowThatMovesInOnePlaceOnly() {
        remembered.put(entry(1, 10), at(0), true);
        remembered.put(entry(1, 11), at(120), true);
        remembered.flush();

        assertThat(remembered.rows()).isEqualTo(1);
        assertThat(fresh().rows()).isEqualTo(1);
        assertThat(fresh().find(1, at(0), true)).isEqualTo(entry(1, 11));
    }

    @Test
    void keepsARowThatMovesInTheLatestOfItsPlaces() {
        remembered.put(entry(1, 10), at(600), true);
        remembered.put(entry(1, 11), at(0), true);

        remembered.forget(settledBefore(at(300)));

        assertThat(requireNonNull(remembered.find(1, at(0), true)).getContent()).isEqualTo(11);
        assertThat(remembered.rows()).isEqualTo(1);
    }

    /** The cursor that settled it is stored by the same save, or neither is. */
    @Test
    void forgetsInTheStoreOnlyWhenItIsFlushed() {
        remembered.put(entry(1, 10), at(0), false);
        remembered.flush();

        remembered.forget(settledBefore(at(60)));
        assertThat(remembered.rows()).isZero();
        assertThat(fresh().rows()).isEqualTo(1);

        remembered.flush();
        assertThat(fresh().rows()).isZero();
    }

    @Test
    void keepsWhatIsNeededAgainBeforeItIsFlushed() {
        remembered.put(entry(1, 10), at(0), false);
        remembered.flush();

        remembered.forget(settledBefore(at(60)));
        remembered.put(entry(2, 20), at(0), false);
        remembered.flush();

        assertThat(fresh().find(1, at(0), false)).isNull();
        assertThat(fresh().find(2, at(0), false)).isEqualTo(entry(2, 20));
    }

    @Test
    void isAsItWasAfterARestartOnceFlushed() {
        remembered.put(entry(1, 10), at(-61), false);
        remembered.put(entry(2, 20), at(0), false);

        assertThat(fresh().rows()).isZero();
        remembered.flush();
        assertThat(fresh().find(1, at(-61), false)).isEqualTo(entry(1, 10));
        assertThat(fresh().rows()).isEqualTo(2);
    }

    @Test
    void writesOnlyWhatChanged() {
        remembered.put(entry(1, 10), at(0), false);
        remembered.put(entry(2, 20), at(60), false);
        remembered.flush();
        int before = store.writes;

        remembered.put(entry(1, 10), at(0), false);
        remembered.put(entry(2, 21), at(60), false);
        remembered.flush();

        assertThat(store.writes - before).isEqualTo(1);
    }

    @Test
    void forgetsABucketAsSoonAsNothingOfItIsOpen() {
        remembered.put(entry(1, 10), at(0), false);
        remembered.put(entry(2, 20), at(60), false);
        remembered.flush();

        remembered.forget(settledBefore(at(90)));

        assertThat(remembered.rows()).isEqualTo(1);
        remembered.flush();
        assertThat(store.bucketsOf("t")).isEqualTo(1);
        assertThat(requireNonNull(fresh().find(2, at(60), false)).getContent()).isEqualTo(20);
    }

    @Test
    void staysBoundedWhileTimeGoesOn() {
        for (int minute = 0; minute < 500; minute++) {
            remembered.put(entry(minute, 1), at(60L * minute), false);
            remembered.forget(settledBefore(at(60L * (minute - 2))));
            remembered.flush();
        }

        assertThat(remembered.rows()).isEqualTo(3);
        assertThat(store.bucketsOf("t")).isEqualTo(3);
    }

    private Remembered fresh() {
        return new Remembered(store, "t", Duration.ofMinutes(1));
    }

    private static Cursor settledBefore(Instant instant) {
        return Cursor.since(START).without(new Span(START, instant.isBefore(START) ? START : instant));
    }

    private static RowEntry entry(long id, long content) {
        return new RowEntry(id, content, 1, START, false, List.of());
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }
}
