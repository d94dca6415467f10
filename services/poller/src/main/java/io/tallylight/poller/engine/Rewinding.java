package io.tallylight.poller.engine;

import io.tallylight.event.PollRewind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rewind of one target from when it is wanted until it is taken up, which needs what was told to be recalled first. */
final class Rewinding {

    private static final int MOST_TRIES = 5;

    private @Nullable PollRewind wanted;
    private @Nullable Recall recall;
    private @Nullable List<Kept> kept;
    private String problem = "";
    private int failures;
    private boolean stopped;

    /** True where another rewind than before is wanted. */
    boolean wants(@Nullable PollRewind rewind) {
        boolean same = rewind == null ? wanted == null : rewind.equals(wanted);
        if (!same) {
            cancel();
            wanted = rewind;
            problem = "";
            failures = 0;
            stopped = false;
        }
        return !same;
    }

    @Nullable
    PollRewind wanted() {
        return wanted;
    }

    /** Nothing will happen before somebody does something about the problem. */
    boolean stopped() {
        return stopped;
    }

    /** Why it is not taken up; empty while nothing is wrong. */
    String problem() {
        return problem;
    }

    void awaits(Recall next) {
        recall = next;
    }

    boolean awaited(Recall found) {
        return recall == found;
    }

    void recalled(List<Kept> found) {
        recall = null;
        problem = "";
        kept = found;
    }

    /** True where it is worth another try. */
    boolean failed(Throwable fault) {
        recall = null;
        problem = String.valueOf(fault.getMessage());
        stopped = fault instanceof Recollection.TooMuch || ++failures == MOST_TRIES;
        return !stopped;
    }

    /** What was recalled, once; null while there is nothing to take up. */
    @Nullable
    List<Kept> take() {
        List<Kept> found = kept;
        if (found != null) {
            cancel();
        }
        return found;
    }

    void cancel() {
        if (recall != null) {
            recall.cancel();
        }
        recall = null;
        kept = null;
        wanted = null;
    }
}
