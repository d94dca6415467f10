package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one polling loop. It knows no clock, no chance, no thread and no Kafka: targets, time and answers go in; fetches,
 * events and state come out. Whoever hosts it calls it from one thread only.
 *
 * <pre>
 *   due ──▶ in line ──permit, plan──▶ in flight ──answer──▶ Data: rows told, next ask or rest until the next turn
 *    ▲                                                      Throttled, Denied: the account rests
 *    └────────────────────────── rest ◀──────────────────── Refused, Broken: the target rests, longer each time
 * </pre>
 */
final class PollEngine<A extends Ask> {

    /** Something to look at when its time has come; whoever put it there knows whether it still matters. */
    private record Turn(Instant due, Consumer<Instant> what) {}

    private static final Logger log = LoggerFactory.getLogger(PollEngine.class);
    private static final Duration LEAST_REST = Duration.ofMillis(20);
    private static final Instant NOT_YET = Instant.MAX;

    private final Feed<A> feed;
    private final PollStore store;
    private final Pace pace;
    private final PollWatch watch;
    private final int mostInFlight;
    private final Consumer<Fetch<A>> fetcher;
    private final Map<String, AccountWork<A>> accounts = new HashMap<>();
    private final Map<String, TargetWork<A>> targets = new HashMap<>();
    private final PriorityQueue<Turn> queue = new PriorityQueue<>(Comparator.comparing(Turn::due));
    private final Set<TargetWork<A>> touched = new LinkedHashSet<>();
    private final Drain<A> drain;
    private final Set<AccountWork<A>> touchedAccounts = new LinkedHashSet<>();

    PollEngine(
            Feed<A> feed,
            PollStore store,
            Intake intake,
            Pace pace,
            PollWatch watch,
            int mostInFlight,
            Consumer<Fetch<A>> fetcher) {
        this.feed = feed;
        this.store = store;
        this.drain = new Drain<>(intake, watch, touched::add);
        this.pace = pace;
        this.watch = watch;
        this.mostInFlight = mostInFlight;
        this.fetcher = fetcher;
    }

    /** What is to be polled under an account from now on. Known targets go on where they were. */
    void accept(Target wanted, Instant now) {
        flush(); // what is dropped below and comes back must find its newest state
        AccountWork<A> account = accounts.computeIfAbsent(
                wanted.getAccount(), name -> new AccountWork<>(name, feed.quota(), pace, store.account(name), now));
        if (account.uses(wanted.getCredentials())) {
            touchedAccounts.add(account);
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

    /** The engine ends here and may go on elsewhere: its targets are watched no more. */
    void end() {
        targets.keySet().forEach(watch::gone);
    }

    /** Starts what is due. Costs nothing but a look at the head of the queue while nothing is. */
    void turn(Instant now) {
        for (Turn head = queue.peek(); head != null && !head.due().isAfter(now); head = queue.peek()) {
            queue.remove().what().accept(now);
        }
    }

    /** An answer has come; its rows are taken by {@link #take}. */
    void answered(Fetch<A> fetch, Answer<A> answer, Instant now) {
        AccountWork<A> account = account(fetch.account());
        touchedAccounts.add(account);
        account.answered();
        wake(account, now);
        watch.answered(answer.kind());
        TargetWork<A> work = targets.get(fetch.target().getId());
        if (work != null && fetch.equals(work.asked)) {
            tell(work, answer);
            work.answered(answer, now);
            touched.add(work);
            Instant next = answer.match(
                    data -> drain.add(work, fetch, data) ? NOT_YET : now,
                    throttled -> throttled(account, throttled.retryAfter(), now),
                    denied -> denied(account, fetch, denied.reason(), now),
                    refused -> now.plus(pace.afterRefused(work.fails())),
                    broken -> now.plus(pace.afterBroken(work.fails())));
            if (!next.equals(NOT_YET)) {
                work.abandonTurn();
                again(work, next);
            }
        } else if (answer instanceof Answer.Throttled<A> throttled) { // the target is gone, the account is not
            account.throttled(throttled.retryAfter(), now);
        }
    }

    /** Takes at most {@code rows} rows of what has arrived; true while there is more. */
    boolean take(int rows, Instant now) {
        return drain.take(rows, now, arrival -> finish(arrival, now));
    }

    /** Hands changed state to the store, to be committed with what was told. */
    void flush() {
        for (TargetWork<A> work : touched) {
            TargetState state = work.takeChange();
            if (state != null) {
                store.putTarget(work.target.getId(), state);
            }
            work.remembered.flush();
            if (!work.gone) {
                watch.target(work.target.getId(), work.facts());
            }
        }
        touched.clear();
        for (AccountWork<A> account : touchedAccounts) {
            AccountState state = account.takeChange();
            if (state != null) {
                store.putAccount(account.name, state);
                watch.account(account.name, state.getRestUntil());
            }
        }
        touchedAccounts.clear();
    }

    private void accept(AccountWork<A> account, PollTarget target, Instant now) {
        TargetWork<A> known = targets.get(target.getId());
        if (known == null || known.account != account) {
            drop(target.getId());
            add(account, target, now);
        } else if (!known.target.equals(target)) {
            known.target = target;
            if (known.rests()) {
                known.abandonTurn();
                again(known, now);
            }
        }
    }

    private void add(AccountWork<A> account, PollTarget target, Instant now) {
        Instant since = target.getSince() == null ? feed.beginning(now) : target.getSince();
        Remembered remembered = new Remembered(store, target.getId(), feed.bucket());
        TargetWork<A> work = new TargetWork<>(account, target, Cursor.since(since), remembered, now);
        TargetState state = store.target(target.getId());
        if (state != null) {
            work.resume(state);
        }
        targets.put(target.getId(), work);
        again(work, work.due);
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
            drain.drop(work); // not settled: whoever takes over asks again
            watch.gone(target);
        }
    }

    /** Every request of an account passes through its line: first come, first served, as quota and rests allow. */
    private void join(TargetWork<A> work, Instant now) {
        work.inLine = true;
        work.account.line.add(work);
        serve(work.account, now);
    }

    private void serve(AccountWork<A> account, Instant now) {
        while (!account.line.isEmpty() && account.inFlight() < mostInFlight) {
            Instant permit = account.permitAt();
            if (permit.isAfter(now)) {
                wake(account, permit);
                return;
            }
            start(account.line.remove(), now);
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
        work.inLine = false;
        if (!work.gone && (!work.idle() || planned(work, now))) {
            work.account.asks(now);
            touchedAccounts.add(work.account);
            Fetch<A> fetch =
                    new Fetch<>(work.account.name, work.account.credentials(), work.target, work.nextAsk(), now);
            work.asked = fetch;
            fetcher.accept(fetch);
        }
    }

    /** True where the plan has asks. A plan that throws is that target's fault alone. */
    private boolean planned(TargetWork<A> work, Instant now) {
        try {
            work.begin(feed.plan(work.target, work.cursor, now));
        } catch (RuntimeException fault) {
            log.error("{}: nothing can be planned; tried again later", work.target.getId(), fault);
            watch.answered("broken");
            again(work, now.plus(pace.afterBroken(work.fails())).plus(LEAST_REST));
            return false;
        }
        if (work.idle()) { // a plan without asks whose next turn is due at once would never end
            Instant least = now.plus(LEAST_REST);
            again(work, work.goesOnAt(now).isBefore(least) ? least : work.goesOnAt(now));
        }
        return !work.idle();
    }

    private void finish(Drain.Arrival<A> arrival, Instant now) {
        TargetWork<A> work = arrival.work();
        work.account.accepted();
        touchedAccounts.add(work.account);
        if (arrival.data().next().isEmpty()) {
            work.settle(arrival.fetch().ask(), arrival.fetch().askedAt());
        } else {
            work.continueWith(arrival.data().next());
        }
        again(work, work.goesOnAt(now));
    }

    private Instant throttled(AccountWork<A> account, Duration retryAfter, Instant now) {
        account.throttled(retryAfter, now);
        return account.restUntil();
    }

    /** Credentials that were replaced meanwhile may be denied without harm to the new ones. */
    private Instant denied(AccountWork<A> account, Fetch<A> fetch, String reason, Instant now) {
        if (!fetch.credentials().equals(account.credentials())) {
            return now;
        }
        if (account.denied(fetch.askedAt(), now)) {
            log.warn("Account {} is denied and rests until {}: {}", account.name, account.restUntil(), reason);
        }
        return account.restUntil();
    }

    /** Said once, not every turn. */
    private void tell(TargetWork<A> work, Answer<A> answer) {
        if (!answer.reason().isEmpty() && !(answer instanceof Answer.Denied) && work.isNews(answer)) {
            log.warn("{}: {}: {}", work.target.getId(), answer.kind(), answer.reason());
        }
    }

    private void again(TargetWork<A> work, Instant due) {
        work.asked = null;
        work.due = due;
        touched.add(work);
        queue.add(new Turn(due, now -> {
            if (work.rests() && work.due.equals(due)) {
                join(work, now);
            }
        }));
    }

    private AccountWork<A> account(String name) {
        AccountWork<A> known = accounts.get(name);
        if (known == null) {
            throw new IllegalStateException("Nothing is known of account " + name);
        }
        return known;
    }
}
