package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Hole;
import java.time.Instant;

/** Stretches that cannot be had, each told once as a Gap. */
final class Gaps<A extends Ask> {

    private final Intake intake;
    private final PollWatch watch;
    private final Touched<A> touched;

    Gaps(Intake intake, PollWatch watch, Touched<A> touched) {
        this.intake = intake;
        this.watch = watch;
        this.touched = touched;
    }

    /** It is told and asked for no more. */
    void giveUp(TargetWork<A> work, Hole hole, Instant now) {
        if (work.progress.cursor.openWithin(hole.span()).isEmpty()) {
            return; // it was told before
        }
        tell(work, work.progress.last.explains(hole, work.account.standing.outage()), now);
        work.cursor(work.progress.cursor.without(hole.span()));
    }

    void tell(TargetWork<A> work, Hole hole, Instant now) {
        if (intake.tell(work, hole, now)) {
            work.gaps++;
            watch.gap(hole.reason());
        }
        touched.add(work);
    }
}
