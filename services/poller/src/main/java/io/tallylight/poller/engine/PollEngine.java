package io.tallylight.poller.engine;

import io.tallylight.event.GapReason;
import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
 * </pre>
 */
final class PollEngine<A extends Ask> {

    /** Something to look at when its time has come; whoever put it there knows whether it still matters. */
    private record Turn(Instant due, Consumer<Instant> what) {}

    private static final Logger log = LoggerFactory.getLogger(PollEngine.class);
    private static final Duration LEAST_REST = Duration.ofMillis(20);
    private static final Duration NEXT_RECALL = Duration.ofMinutes(1);

    private final Feed<A> feed;
    private final PollStore store;
    private final Intake intake;
    private final Pace pace;
    private final Patience patience;
    private final PollWatch watch;
    private final int mostInFlight;
    private final Consumer<Fetch<A>> fetcher;
    private final Consumer<Recall> recaller;
    private final Map<String, AccountWork<A>> accounts = new HashMap<>();
    private final Map<String, TargetWork<A>> targets = new HashMap<>();
    private final PriorityQueue<Turn> queue = new PriorityQueue<>(Comparator.comparing(Turn::due));
    private final Drain<A> drain;
    private final Touched<A> touched;
    private boolean heard;

    PollEngine(
            Feed<A> feed,
            PollStore store,
            Intake intake,
            Pace pace,
            PollWatch watch,
            int mostInFlight,
            Consumer<Fetch<A>> fetcher,
            Consumer<Recall> recaller) {
        this(feed, store, intake, pace, Patience.TUNED, watch, mostInFlight, fetcher, recaller);
    }

    PollEngine(
            Feed<A> feed,
            PollStore store,
            Intake intake,
            Pace pace,
            Patience patience,
            PollWatch watch,
            int mostInFlight,
            Consumer<Fetch<A>> fetcher,
            Consumer<Recall> recaller) {
        this.feed = feed;
        this.store = store;
        this.intake = intake;
        this.touched = new Touched<>(store, watch);
        this.drain = new Drain<>(intake, watch, touched::add);
        this.pace = pace;
        this.patience = patience;
        this.watch = watch;
        this.mostInFlight = mostInFlight;
        this.fetcher = fetcher;
        this.recaller = recaller;
    }

    /** What is to be polled under an account from now on. Known targets go on where they were. */
    void accept(Target wanted, Instant now) {
        touched.save(); // what is dropped below and comes back must find its newest state
        AccountWork<A> account = accounts.computeIfAbsent(
                wanted.getAccount(), name -> new AccountWork<>(name, feed.quota(), pace, store.account(name), now));
        if (account.uses(wanted.getCredentials())) {
            touched.add(account);
            wake(account, now);
        }
        Set<String> ids = new HashSet<>();
        for (PollTarget target : wanted.getTargets()) {
            ids.add(target.getId());
            accept(account, target, now);
        }
        forget(account.name, ids);
    }

    /** The account is polled no more. What was read of it is kept: it may come back. */
    void remove(String account) {
        forget(account, Set.of());
    }

    /** The engine ends here and may go on elsewhere: what it did is watched no more. */
    void end() {
        targets.values().forEach(work -> work.rewinding.cancel());
        targets.keySet().forEach(watch::gone);
        accounts.keySet().forEach(watch::accountGone);
    }

    /** Starts what is due. Costs nothing but a look at the head of the queue while nothing is. */
    void turn(Instant now) {
        for (Turn head = queue.peek(); head != null && !head.due().isAfter(now); head = queue.peek()) {
            queue.remove().what().accept(now);
        }
    }

    /** When something is due next, if nothing comes in before. */
    Instant nextDue() {
        Turn head = queue.peek();
        return head == null ? Instant.MAX : head.due();
    }

    /** Rows of an answer of which more is to come; {@code taken} is run when they were taken, or are not wanted. */
    void partly(Fetch<A> fetch, List<Row> rows, List<Misfit> misfits, Runnable taken) {
        TargetWork<A> work = targets.get(fetch.target().getId());
        if (work != null && fetch.equals(work.asked)) {
            drain.add(work, fetch, rows, misfits, taken);
        } else {
            taken.run();
        }
    }

    /** An answer has come; its rows are taken by {@link #take}. */
    void answered(Fetch<A> fetch, Answer<A> answer, Instant now) {
        AccountWork<A> account = account(fetch.account());
        touched.add(account);
        heard |= !(answer instanceof Answer.Broken);
        account.answered(fetch.forBacklog());
        watch.answered(answer.kind());
        blame(account, fetch, answer, now);
        wake(account, now);
        TargetWork<A> work = targets.get(fetch.target().getId());
        if (work != null && fetch.equals(work.asked)) {
            tell(work, answer);
            work.answered(answer, now);
            touched.add(work);
            if (answer instanceof Answer.Data || work.reading != null) {
                drain.end(work, fetch, answer);
            } else {
                conclude(work, fetch, answer, now);
            }
        }
    }

    /** What was told of a target that is to be rewound; it is taken up before the next plan. */
    void recalled(Recall recall, List<Kept> told, Instant now) {
        TargetWork<A> work = targets.get(recall.target().getId());
        if (work != null && work.rewinding.awaited(recall)) {
            work.rewinding.recalled(told);
            if (work.rests()) {
                again(work, now);
            }
        }
    }

    /** It could not be found out: tried again some times, while polling goes on as usual. */
    void notRecalled(Recall recall, Throwable fault, Instant now) {
        TargetWork<A> work = targets.get(recall.target().getId());
        if (work == null || !work.rewinding.awaited(recall)) {
            return;
        }
        boolean again = work.rewinding.failed(fault);
        String then = again ? "tried again" : "given up until it is asked for again, or this poller is started again";
        log.warn("{}: cannot be rewound to {}, {}: {}", recall.target().getId(), recall.from(), then, fault.toString());
        if (again) {
            queue.add(new Turn(now.plus(NEXT_RECALL), later -> {
                if (!work.gone && recall.rewind().equals(work.rewinding.wanted())) {
                    recall(work, recall.rewind());
                }
            }));
        } else {
            work.rewindsNot();
        }
        touched.add(work);
    }

    /** Takes at most {@code rows} rows of what has arrived; true while there is more. */
    boolean take(int rows, Instant now) {
        return drain.take(rows, now, part -> {
            if (part.end() != null) {
                conclude(part.work(), part.fetch(), part.end(), now);
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
        accounts.values().forEach(account -> store.putAccount(account.name, account.state()));
    }

    /** Shows those that watch what has changed. */
    void show(Instant now) {
        touched.show(now, theirs(now));
    }

    private void accept(AccountWork<A> account, PollTarget target, Instant now) {
        TargetWork<A> known = targets.get(target.getId());
        if (known == null || known.account != account) {
            drop(target.getId());
            add(account, target, now);
        } else if (!known.target.equals(target)) {
            account.demand.remove(known.target);
            account.demand.add(target);
            known.target = target;
            rewind(known);
            if (known.asked == null && known.reading == null) {
                account.line.leave(known);
                known.abandonTurn();
                known.dueAt(now);
                again(known, now);
            }
        }
    }

    private void add(AccountWork<A> account, PollTarget target, Instant now) {
        Instant since = target.getSince() == null ? feed.beginning(theirs(now)) : target.getSince();
        Remembered remembered = new Remembered(store, target.getId(), feed.bucket());
        Progress fresh = new Progress(Cursor.since(since), now);
        TargetWork<A> work = new TargetWork<>(account, target, remembered, store.target(target.getId()), fresh);
        targets.put(target.getId(), work);
        account.demand.add(target);
        rewind(work);
        again(work, work.wakesAt);
    }

    /** What settled windows forgot must be known again before they are opened: from now on nothing more is forgotten. */
    private void rewind(TargetWork<A> work) {
        PollRewind asked = work.target.getRewind();
        PollRewind next = asked == null || work.progress.followed(asked) ? null : asked;
        if (work.rewinding.wants(next)) {
            work.rewindsNot();
            if (next != null) {
                log.info("{}: to be rewound to {}", work.target.getId(), next.getTo());
                work.remembered.hold(next.getTo());
                recall(work, next);
            }
            touched.add(work);
        }
    }

    private void recall(TargetWork<A> work, PollRewind rewind) {
        Recall recall = new Recall(work.target, work.account.name, rewind);
        work.rewinding.awaits(recall);
        recaller.accept(recall);
    }

    private void forget(String account, Set<String> wanted) {
        for (TargetWork<A> work : Set.copyOf(targets.values())) {
            if (work.account.name.equals(account) && !wanted.contains(work.target.getId())) {
                drop(work.target.getId());
            }
        }
    }

    private void drop(String target) {
        TargetWork<A> work = targets.remove(target);
        if (work != null) {
            work.gone = true;
            work.rewinding.cancel();
            work.account.line.leave(work);
            work.account.demand.remove(work.target);
            drain.drop(work); // not settled: whoever takes over asks again
            touched.add(work);
            touched.addUnseen(work.account);
            watch.gone(target);
        }
    }

    /** Every request of an account passes through its line: the urgent first, nobody never, as quota and rests allow. */
    private void join(TargetWork<A> work, Instant now) {
        AccountWork<A> account = work.account;
        Urgency urgency = work.urgency(now, theirs(now));
        boolean history = urgency == Urgency.BACKLOG;
        account.line.join(work, now.plus(patience.of(urgency, account.round())), history);
        touched.addUnseen(account);
        if (history && work.alarms()) {
            at(work.progress.due, work, account.line::holds); // then it waits for a live turn and counts as live
        }
        serve(account, now);
    }

    private void serve(AccountWork<A> account, Instant now) {
        while (account.hasRoom(mostInFlight, false, now)) { // without room it is served again when an answer comes
            TargetWork<A> first = account.line.first(account.hasRoom(mostInFlight, true, now));
            if (first == null) {
                return;
            }
            Instant permit = account.permitAt();
            if (permit.isAfter(now)) {
                wake(account, permit);
                return;
            }
            account.line.leave(first);
            start(first, now);
        }
    }

    private void wake(AccountWork<A> account, Instant at) {
        if (account.wakes(at)) {
            queue.add(new Turn(at, now -> {
                if (account.awoken(at)) {
                    serve(account, now);
                }
            }));
        }
    }

    private void start(TargetWork<A> work, Instant now) {
        if (work.rewinds(now)) {
            log.info("{}: rewound, and reads again what is open", work.target.getId());
            touched.add(work);
        }
        work.chooses(now);
        if (!work.idle() || planned(work, now)) {
            AccountWork<A> account = work.account;
            account.asks(work.forBacklog(), now);
            touched.add(account);
            Fetch<A> fetch = new Fetch<>(
                    account.name,
                    account.credentials(),
                    work.target,
                    work.nextAsk(),
                    work.forBacklog(),
                    now,
                    theirs(work, now));
            work.asked = fetch;
            fetcher.accept(fetch);
        }
    }

    /** True where the plan has something to ask. A plan that throws is that target's fault alone. */
    private boolean planned(TargetWork<A> work, Instant now) {
        try {
            Instant theirs = theirs(work, now);
            Plan<A> plan = feed.plan(work.target, work.progress.cursor, theirs);
            plan.holes().forEach(hole -> giveUp(work, hole, now));
            Instant next = now.plus(Duration.between(theirs, plan.next()));
            work.begin(plan, next, now);
        } catch (RuntimeException fault) {
            log.error("{}: nothing can be planned; tried again later", work.target.getId(), fault);
            watch.answered("broken");
            work.restsUntil(now.plus(pace.afterBroken(work.fails())).plus(LEAST_REST));
        }
        if (work.idle()) { // a plan without asks whose next turn is due at once would never end
            Instant least = now.plus(LEAST_REST);
            again(work, work.wants(now).isBefore(least) ? least : work.wants(now));
        }
        return !work.idle();
    }

    private void giveUp(TargetWork<A> work, Hole hole, Instant now) {
        if (work.progress.cursor.openWithin(hole.span()).isEmpty()) {
            return; // it was told before
        }
        tell(work, work.progress.explained(hole, work.account.outage), now);
        work.cursor(work.progress.cursor.without(hole.span()));
    }

    private void tell(TargetWork<A> work, Hole hole, Instant now) {
        if (intake.tell(work, hole, now)) {
            work.gaps++;
            watch.gap(hole.reason());
        }
        touched.add(work);
    }

    /** What an answer means for all targets of the account. */
    private void blame(AccountWork<A> account, Fetch<A> fetch, Answer<A> answer, Instant now) {
        answer.match(
                data -> works(account, fetch),
                throttled -> account.throttled(throttled.retryAfter(), now),
                denied -> denied(account, fetch, denied.reason(), now),
                refused -> works(account, fetch),
                broken -> breaks(account, fetch, broken.reason(), now));
    }

    /** An answer to credentials that were replaced meanwhile says nothing of the new ones. */
    private boolean works(AccountWork<A> account, Fetch<A> fetch) {
        if (fetch.credentials().equals(account.credentials())) {
            account.accepted();
        }
        if (account.works()) {
            log.info("Account {} answers again", account.name);
        }
        return true;
    }

    private boolean breaks(AccountWork<A> account, Fetch<A> fetch, String reason, Instant now) {
        boolean opened = account.breaks(fetch.askedAt(), now);
        account.outage = opened ? new Outage(GapReason.BROKEN, reason, now) : account.outage;
        if (opened && account.facts().broken() == Breaker.TRIPS_AT) {
            log.warn("Account {} only breaks and rests until {}: {}", account.name, account.restUntil(), reason);
        }
        return true;
    }

    /** Credentials that were replaced meanwhile may be denied without harm to the new ones. */
    private boolean denied(AccountWork<A> account, Fetch<A> fetch, String reason, Instant now) {
        if (!fetch.credentials().equals(account.credentials())) {
            return true;
        }
        account.outage = new Outage(GapReason.DENIED, reason, now);
        if (account.denied(fetch.askedAt(), now)) {
            log.warn("Account {} is denied and rests until {}: {}", account.name, account.restUntil(), reason);
        }
        return true;
    }

    /** What an answer means for its target, once its rows were taken. */
    private void conclude(TargetWork<A> work, Fetch<A> fetch, Answer<A> answer, Instant now) {
        work.progress.endReading(fetch.ask().span(), whole(answer));
        Instant accountRests = work.account.restUntil();
        answer.match(
                data -> finish(work, fetch, data, now),
                throttled -> rests(work, accountRests),
                denied -> rests(work, accountRests.isAfter(now) ? accountRests : now),
                refused -> refused(work, fetch, refused.reason(), now),
                broken -> rests(work, now.plus(pace.afterBroken(work.fails()))));
        again(work, work.wants(now));
    }

    private static boolean whole(Answer<?> answer) {
        return answer instanceof Answer.Data<?> data && data.next().isEmpty();
    }

    private boolean finish(TargetWork<A> work, Fetch<A> fetch, Answer.Data<A> data, Instant now) {
        work.progress.urgentUntil(data.urgentUntil());
        if (data.next().isEmpty()) {
            fetch.ask().hole().ifPresent(hole -> tell(work, hole, now)); // before what was told of it is forgotten
            work.settle(fetch);
        } else {
            work.continueWith(data.next());
        }
        work.answeredWhole(now);
        return true;
    }

    /** What was refused again and again is a hole, and history is no reason to miss the present. */
    private boolean refused(TargetWork<A> work, Fetch<A> fetch, String reason, Instant now) {
        Span span = fetch.ask().span();
        if (work.asksForHistory() && work.backlog.refused(span)) {
            giveUp(work, new Hole(span, GapReason.REFUSED, null, reason), now);
            return work.skips(now);
        }
        boolean besideThePresent = work.asksForHistory() && !work.forBacklog();
        return besideThePresent ? work.skips(now) : rests(work, now.plus(pace.afterRefused(work.fails())));
    }

    private static boolean rests(TargetWork<?> work, Instant until) {
        work.restsUntil(until);
        return true;
    }

    /** Said once, not every turn. */
    private void tell(TargetWork<A> work, Answer<A> answer) {
        if (!answer.reason().isEmpty() && !(answer instanceof Answer.Denied) && work.isNews(answer)) {
            log.warn("{}: {}: {}", work.target.getId(), answer.kind(), answer.reason());
        }
    }

    private void again(TargetWork<A> work, Instant wakesAt) {
        work.asked = null;
        work.wakesAt = wakesAt;
        touched.add(work);
        at(wakesAt, work, it -> it.rests() && it.wakesAt.equals(wakesAt));
    }

    private void at(Instant time, TargetWork<A> work, Predicate<TargetWork<A>> still) {
        queue.add(new Turn(time, now -> {
            if (still.test(work)) {
                join(work, now);
            }
        }));
    }

    /** Before the first answer nothing is known of the provider's clock, but that it was not earlier than at a reading. */
    private Instant theirs(TargetWork<A> work, Instant now) {
        Instant read = work.progress.cursor.lastReadAt();
        return !heard && read.isAfter(theirs(now)) ? read : theirs(now);
    }

    private Instant theirs(Instant now) {
        return now.plus(feed.ahead());
    }

    private AccountWork<A> account(String name) {
        AccountWork<A> known = accounts.get(name);
        if (known == null) {
            throw new IllegalStateException("Nothing is known of account " + name);
        }
        return known;
    }
}
