package io.tallylight.poller.engine;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one target is with opening what is in doubt: piece by piece, where what was told of all of it is too much to be kept
 * in mind at once.
 */
final class Reopening {

    private static final Duration LEAST_PIECE = Duration.ofMinutes(1);

    private @Nullable Duration longest;
    private @Nullable Recall recall;
    private @Nullable List<Kept> told;
    private @Nullable Span opened;
    private boolean rests;

    /** Nothing is looked for, and the piece that was opened last was read, so that it is forgotten again. */
    boolean canLook(Cursor cursor) {
        boolean read = opened == null || cursor.openWithin(opened).isEmpty();
        return recall == null && told == null && read && !rests;
    }

    /** So much of it as can be kept in mind. */
    Span piece(Span doubt) {
        return longest == null ? doubt : doubt.before(doubt.from().plus(longest));
    }

    void awaits(Recall next) {
        recall = next;
        rests = false;
    }

    boolean awaited(Recall found) {
        return recall == found;
    }

    void recalled(List<Kept> found) {
        recall = null;
        told = found;
    }

    /** What was told was not found out; it is not looked for again before it was woken. */
    void failed() {
        recall = null;
        rests = true;
    }

    void wakes() {
        rests = false;
    }

    /** It was too much; false where less than this piece cannot be asked for. */
    boolean halves(Span piece) {
        Duration half = piece.length().dividedBy(2);
        boolean enough = half.compareTo(LEAST_PIECE) >= 0;
        longest = enough ? half : longest;
        return enough;
    }

    /** What was told of the piece that is to be opened now, once; null while there is none. */
    @Nullable
    List<Kept> take() {
        List<Kept> found = told;
        told = null;
        return found;
    }

    void opened(Span piece) {
        opened = piece;
    }

    void cancel() {
        if (recall != null) {
            recall.cancel();
        }
        recall = null;
        told = null;
    }
}
