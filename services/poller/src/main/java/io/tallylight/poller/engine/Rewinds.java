package io.tallylight.poller.engine;

import io.tallylight.event.PollRewind;
import io.tallylight.poller.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rewinds from the wish to the opened cursor: what was told is recalled first, while polling goes on as usual. */
final class Rewinds<A extends Ask> {

    private static final Logger log = LoggerFactory.getLogger(Rewinds.class);
    private static final Duration NEXT_RECALL = Duration.ofMinutes(1);

    private final Agenda agenda;
    private final Touched<A> touched;
    private final Consumer<Recall> recaller;

    Rewinds(Agenda agenda, Touched<A> touched, Consumer<Recall> recaller) {
        this.agenda = agenda;
        this.touched = touched;
        this.recaller = recaller;
    }

    /** What settled windows forgot must be known again before they are opened: from now on nothing more is forgotten. */
    void wanted(TargetWork<A> work) {
        PollRewind asked = work.target.getRewind();
        PollRewind next = asked == null || work.progress.followed(asked) ? null : asked;
        if (work.rewinding.wants(next)) {
            forgets(work);
            if (next != null) {
                log.info("{}: to be rewound to {}", work.target.getId(), next.getTo());
                work.remembered.hold(next.getTo());
                recall(work, next);
            }
            touched.add(work);
        }
    }

    private void recall(TargetWork<A> work, PollRewind rewind) {
        Recall recall = Recall.ofRewind(work.target, work.account.name, rewind);
        work.rewinding.awaits(recall);
        recaller.accept(recall);
    }

    /** What was told; it is taken up before the next plan. True where the target still waits for it. */
    boolean recalled(TargetWork<A> work, Recall recall, List<Kept> told) {
        boolean awaited = work.rewinding.awaited(recall);
        if (awaited) {
            work.rewinding.recalled(told);
        }
        return awaited;
    }

    /** It could not be found out: tried again some times. */
    void notRecalled(TargetWork<A> work, Recall recall, Throwable fault, Instant now) {
        if (!work.rewinding.awaited(recall)) {
            return;
        }
        boolean again = work.rewinding.failed(fault);
        String then = again ? "tried again" : "given up until it is asked for again, or this poller is started again";
        log.warn("{}: cannot be rewound to {}, {}: {}", recall.target().getId(), recall.from(), then, fault.toString());
        PollRewind rewind = work.rewinding.wanted();
        if (again && rewind != null) {
            agenda.add(now.plus(NEXT_RECALL), later -> {
                if (!work.gone && rewind.equals(work.rewinding.wanted())) {
                    recall(work, rewind);
                }
            });
        } else {
            forgets(work);
        }
        touched.add(work);
    }

    /** Opens the stretch again if what was told of it is known again. */
    void takeUp(TargetWork<A> work, Instant now) {
        PollRewind rewind = work.rewinding.wanted();
        List<Kept> told = work.rewinding.take();
        if (rewind == null || told == null) {
            return;
        }
        work.remembered.recall(told);
        work.remembered.release();
        work.progress.rewind(rewind);
        if (work.progress.doubt().isEmpty()) {
            work.reopening.cancel(); // all of it was opened just now
        }
        work.asks.dropAll(); // it was planned before
        work.dueAt(now);
        log.info("{}: rewound, and reads again what is open", work.target.getId());
        touched.add(work);
    }

    /** What was held for a rewind that will not be. */
    private void forgets(TargetWork<A> work) {
        work.remembered.release();
        work.remembered.forget(work.progress.cursor);
    }
}
