package io.tallylight.poller.engine;

import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one polling loop. It knows no clock, no chance, no thread and no Kafka: targets, time and answers go in; fetches,
 * events and state come out. Whoever hosts it calls it from one thread only.
 *
 * <pre>
 *   due ──▶ in line ──permit, plan──▶ in flight ──answer──▶ Data: rows told, next ask or rest until the next turn
 *    ▲      by urgency                                      Throttled, Denied: the account rests
 *    └────────────────────────── rest ◀──────────────────── Refused, Broken: the target rests, longer each time
 *
 *  Agenda   Admission  Fetching, Planner                    Standing (its account), Drain (its rows), Conclusion
 * </pre>
 */
final class PollEngine<A extends Ask> {

    private static final Logger log = LoggerFactory.getLogger(PollEngine.class);

    private final PollStore store;
    private final PollWatch watch;
    private final Touched<A> touched;
    private final ProviderClock clock;
    private final Agenda agenda = new Agenda();
    private final Rewinds<A> rewinds;
    private final Reopenings<A> reopenings;
    private final Admission<A> admission;
    private final Conclusion<A> conclusion;
    private final Drain<A> drain;
    private final Roster<A> roster;

    PollEngine(
            Feed<A> feed,
            PollStore store,
            Intake intake,
            Pace pace,
            PollWatch watch,
            Bounds bounds,
            Consumer<Fetch<A>> fetcher,
            Consumer<Recall> recaller) {
        this(feed, store, intake, pace, Patience.TUNED, watch, bounds, fetcher, recaller);
    }

    PollEngine(
            Feed<A> feed,
            PollStore store,
            Intake intake,
            Pace pace,
            Patience patience,
            PollWatch watch,
            Bounds bounds,
            Consumer<Fetch<A>> fetcher,
            Consumer<Recall> recaller) {
        this.store = store;
        this.watch = watch;
        this.touched = new Touched<>(store, watch);
        this.clock = new ProviderClock(feed, bounds.clockMostAhead());
        this.rewinds = new Rewinds<>(agenda, touched, recaller);
        this.reopenings = new Reopenings<>(agenda, touched, recaller);
        Gaps<A> gaps = new Gaps<>(intake, watch, touched);
        Planner<A> planner = new Planner<>(feed, clock, gaps, pace, watch);
        Fetching<A> fetching = new Fetching<>(rewinds, reopenings, planner, clock, touched, fetcher);
        this.admission = new Admission<>(agenda, patience, clock, touched, fetching, bounds.mostInFlight());
        this.conclusion = new Conclusion<>(gaps, pace, reopenings, admission);
        this.drain = new Drain<>(intake, watch, touched::add);
        this.roster = new Roster<>(feed, store, pace, watch, clock, touched, drain, rewinds, reopenings, admission);
    }

    /** What is to be polled under an account from now on. Known targets go on where they were. */
    void accept(Target wanted, Instant now) {
        roster.accept(wanted, now);
    }

    /** The account is polled no more. What was read of it is kept: it may come back. */
    void remove(String account) {
        roster.remove(account);
    }

    /** The engine ends here and may go on elsewhere: what it did is watched no more. */
    void end() {
        roster.end();
    }

    /** Starts what is due. Costs next to nothing while nothing is. */
    void turn(Instant now) {
        agenda.turn(now);
    }

    /** When something is due next, if nothing comes in before. */
    Instant nextDue() {
        return agenda.nextDue();
    }

    /** Rows of an answer of which more is to come; {@code taken} is run when they were taken, or are not wanted. */
    void partly(Fetch<A> fetch, List<Row> rows, List<Misfit> misfits, Runnable taken) {
        TargetWork<A> work = roster.asking(fetch);
        if (work != null) {
            drain.add(work, fetch, rows, misfits, taken);
        } else {
            taken.run();
        }
    }

    /** An answer has come; its rows are taken by {@link #take}. */
    void answered(Fetch<A> fetch, Answer<A> answer, Instant now) {
        AccountWork<A> account = roster.account(fetch.account());
        touched.add(account);
        clock.answered(answer);
        account.answered(fetch, answer, now);
        watch.answered(answer.kind());
        admission.wake(account, now);
        TargetWork<A> work = roster.asking(fetch);
        if (work != null) {
            say(work, answer);
            work.answered(answer, now);
            touched.add(work);
            if (answer instanceof Answer.Data || work.reading != null) {
                drain.end(work, fetch, answer);
            } else {
                conclusion.of(work, fetch, answer, now);
            }
        }
    }

    /** What was told of a target that is to be read again; it is taken up before the next plan. */
    void recalled(Recall recall, List<Kept> told, Instant now) {
        TargetWork<A> work = roster.target(recall.target());
        if (work == null) {
            return;
        }
        boolean awaited = rewinds.recalled(work, recall, told) || reopenings.recalled(work, recall, told);
        if (awaited && work.rests()) {
            admission.again(work, now);
        }
    }

    /** It could not be found out: tried again some times, while polling goes on as usual. */
    void notRecalled(Recall recall, Throwable fault, Instant now) {
        TargetWork<A> work = roster.target(recall.target());
        if (work != null) {
            rewinds.notRecalled(work, recall, fault, now);
            reopenings.notRecalled(work, recall, fault, now);
        }
    }

    /** Takes at most {@code rows} rows of what has arrived; true while there is more. */
    boolean take(int rows, Instant now) {
        return drain.take(rows, now, part -> {
            if (part.end() != null) {
                conclusion.of(part.work(), part.fetch(), part.end(), now);
            }
        });
    }

    /** Whether rows wait to be taken. */
    boolean taking() {
        return !drain.isEmpty();
    }

    /** Whether anything changed that {@link #save} would store. */
    boolean unsaved() {
        return touched.unsaved();
    }

    /** Whether that must not wait: an account was asked whose limiter was never stored. */
    boolean mustSave() {
        return touched.mustSave();
    }

    /** Hands changed state to the store, to be committed with what was told. */
    void save() {
        touched.save();
    }

    /** Hands over the state of every account, changed or not: a commit of it proves that this instance still owns them. */
    void saveAccounts() {
        roster.accounts().forEach(account -> store.putAccount(account.name, account.state()));
    }

    /** Shows those that watch what has changed. */
    void show(Instant now) {
        touched.show(now, clock.at(now));
    }

    /** Said once, not every turn. */
    private void say(TargetWork<A> work, Answer<A> answer) {
        if (!answer.reason().isEmpty() && !(answer instanceof Answer.Denied) && !work.progress.last.isOfKind(answer)) {
            log.warn("{}: {}: {}", work.target.getId(), answer.kind(), answer.reason());
        }
    }
}
