package io.tallylight.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Cursor.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant NOW = at(1000);

    @Test
    void isOpenWithoutEndFromSinceOn() {
        Cursor cursor = Cursor.since(START);

        assertThat(cursor.open()).containsExactly(new Open(new Span(START, Instant.MAX), null));
        assertThat(cursor.isOpen(at(-1))).isFalse();
        assertThat(cursor.isOpen(at(0))).isTrue();
        assertThat(cursor.settledBefore()).isEqualTo(START);
    }

    @Test
    void settlesWhatWasFinalAndRemembersWhenTheRestWasRead() {
        Cursor cursor = Cursor.since(START).read(span(0, 60), at(40), NOW);

        assertThat(cursor.settledBefore()).isEqualTo(at(40));
        assertThat(cursor.open())
                .containsExactly(new Open(span(40, 60), NOW), new Open(new Span(at(60), Instant.MAX), null));
    }

    @Test
    void keepsWhatLiesBeforeTheSpanOpen() {
        Cursor cursor = Cursor.since(START).read(span(30, 60), at(60), NOW);

        assertThat(cursor.open())
                .containsExactly(new Open(span(0, 30), null), new Open(new Span(at(60), Instant.MAX), null));
        assertThat(cursor.isOpen(at(45))).isFalse();
    }

    @Test
    void settlesNothingOutsideTheSpanHoweverLateIsFinal() {
        Cursor cursor = Cursor.since(START).read(span(10, 20), at(100), NOW);

        assertThat(cursor.isOpen(at(9))).isTrue();
        assertThat(cursor.isOpen(at(10))).isFalse();
        assertThat(cursor.isOpen(at(20))).isTrue();
    }

    @Test
    void settlesNothingWhereFinalIsBeforeTheSpan() {
        Cursor cursor = Cursor.since(START).read(span(10, 20), at(5), NOW);

        assertThat(cursor.settledBefore()).isEqualTo(START);
        assertThat(cursor.openWithin(span(10, 20))).containsExactly(new Open(span(10, 20), NOW));
    }

    @Test
    void joinsNeighboursReadAtTheSameTimeOnly() {
        Cursor cursor = Cursor.since(START).read(span(0, 10), at(0), NOW).read(span(10, 20), at(0), NOW);

        assertThat(cursor.read(span(20, 30), at(0), at(1001)).openBefore(at(30)))
                .containsExactly(new Open(span(0, 20), NOW), new Open(span(20, 30), at(1001)));
    }

    @Test
    void doesNotOpenAgainWhatWasSettled() {
        Cursor cursor = Cursor.since(START).read(span(0, 10), at(10), NOW).read(span(0, 30), at(0), NOW);

        assertThat(cursor.isOpen(at(5))).isFalse();
        assertThat(cursor.settledBefore()).isEqualTo(at(10));
    }

    @Test
    void givesASpanUp() {
        Cursor cursor = Cursor.since(START).without(span(10, 20));

        assertThat(cursor.openBefore(at(30)))
                .containsExactly(new Open(span(0, 10), null), new Open(span(20, 30), null));
    }

    /** Against the plainest model there is: a bit for each second. */
    @Test
    void agreesWithOneBitASecondWhateverIsRead() {
        SplittableRandom chance = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            Cursor cursor = Cursor.since(START);
            BitSet open = new BitSet();
            open.set(0, 200);
            for (int i = 0; i < 10; i++) {
                int from = chance.nextInt(150);
                int to = from + 1 + chance.nextInt(40);
                int settled = Math.max(from, Math.min(chance.nextInt(200), to));
                cursor = cursor.read(span(from, to), at(settled), at(1000 + i));
                open.clear(from, settled);
                assertSame(cursor, open);
            }
        }
    }

    private static void assertSame(Cursor cursor, BitSet open) {
        for (int second = 0; second < 200; second++) {
            assertThat(cursor.isOpen(at(second))).isEqualTo(open.get(second));
        }
        List<Open> stretches = cursor.open();
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).span().from())
                    .isAfterOrEqualTo(stretches.get(i - 1).span().to());
        }
        assertThat(stretches.get(stretches.size() - 1).span().to()).isEqualTo(Instant.MAX);
    }

    private static Span span(long from, long to) {
        return new Span(at(from), at(to));
    }

    private static Instant at(long seconds) {
        return START.plus(Duration.ofSeconds(seconds));
    }
}
