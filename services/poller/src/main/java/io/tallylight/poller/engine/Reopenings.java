package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what was settled on a wrong guess, see {@link Settling}: as in a rewind, what was told of it is recalled first, while
 * polling goes on as usual. Unlike a rewind it must not be given up, for rows are missing until it is done.
 */
final class Reopenings<A extends Ask> {

    private static final Logger log = LoggerFactory.getLogger(Reopenings.class);
    private static final Duration NEXT_RECALL = Duration.ofMinutes(1);

    private final Agenda agenda;
    private final Touched<A> touched;
    private final Consumer<Recall> recaller;

    Reopenings(Agenda agenda, Touched<A> touched, Consumer<Recall> recaller) {
        this.agenda = agenda;
        this.touched = touched;
        this.recaller = recaller;
    }

    /** Looks for what was told of what is in doubt, if anything is. */
    void look(TargetWork<A> work) {
        Span doubt = work.progress.doubt().orElse(null);
        if (doubt != null && work.reopening.canLook(work.progress.cursor)) {
            Span piece = work.reopening.piece(doubt);
            log.info("{}: {} came out of order and not whole: to be read again", work.target.getId(), piece);
            Recall recall = Recall.ofDoubt(work.target, work.account.name, piece);
            work.reopening.awaits(recall);
            recaller.accept(recall);
        }
    }

    /** What was told; it is taken up before the next plan. True where the target still waits for it. */
    boolean recalled(TargetWork<A> work, Recall recall, List<Kept> told) {
        boolean awaited = work.reopening.awaited(recall);
        if (awaited) {
            work.reopening.recalled(told);
        }
        return awaited;
    }

    /** It could not be found out: tried again for as long as it takes, and piece by piece where it was too much. */
    void notRecalled(TargetWork<A> work, Recall recall, Throwable fault, Instant now) {
        if (!work.reopening.awaited(recall)) {
            return;
        }
        log.warn("{}: what was told of {} is not known: {}", recall.target().getId(), recall.span(), fault.toString());
        work.reopening.failed();
        if (!(fault instanceof Recollection.TooMuch)) {
            wakes(work, now.plus(NEXT_RECALL));
        } else if (work.reopening.halves(recall.span())) {
            wakes(work, now);
        } else {
            log.error(
                    "{}: {} is read again all the same: rather rows twice than none",
                    work.target.getId(),
                    recall.span());
            work.reopening.wakes();
            work.reopening.recalled(List.of());
        }
    }

    private void wakes(TargetWork<A> work, Instant at) {
        agenda.add(at, now -> {
            work.reopening.wakes();
            if (!work.gone) {
                look(work);
            }
        });
    }

    /** Opens the piece if what was told of it is known. */
    void takeUp(TargetWork<A> work, Instant now) {
        List<Kept> told = work.reopening.take();
        Span doubt = work.progress.doubt().orElse(null); // a rewind may have opened it, or some of it, meanwhile
        if (told == null || doubt == null) {
            return;
        }
        Span piece = work.reopening.piece(doubt);
        work.remembered.recall(
                told.stream().filter(kept -> piece.holds(kept.position())).toList());
        work.progress.reopen(piece);
        work.reopening.opened(piece);
        work.asks.dropAll(); // it was planned before
        work.dueAt(now);
        touched.add(work);
    }
}
