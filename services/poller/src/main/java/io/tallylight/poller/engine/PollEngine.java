package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.engine.PollWatch.Outcome;
import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.TargetState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
 *   due ──plan──▶ asks ──permit──▶ in flight ──answer──▶ Data: rows told, next ask or rest until the next turn
 *    ▲                                                   Throttled, Denied: the account rests
 *    └───────────────────────── rest ◀────────────────── Refused, Broken: the target rests, longer each time
 * </pre>
 */
final class PollEngine<A extends Ask> {

    /** An answer on its way into the topic: rows are taken bit by bit, so that a huge one holds up nobody. */
    private record Arrival<A extends Ask>(
            TargetWork<A> work, Fetch<A> fetch, Answer.Data<A> data, Iterator<Row> rows, Iterator<Misfit> misfits) {}

    private record Turn<A extends Ask>(Instant due, TargetWork<A> work) {}

    private static final Logger log = LoggerFactory.getLogger(PollEngine.class);

    private final Feed<A> feed;
    private final PollStore store;
    private final Intake intake;
    private final Pace pace;
    private final PollWatch watch;
    private final int mostInFlight;
    private final Consumer<Fetch<A>> fetcher;
    private final Map<String, AccountWork> accounts = new HashMap<>();
    private final Map<String, TargetWork<A>> targets = new HashMap<>();
    private final PriorityQueue<Turn<A>> queue = new PriorityQueue<>(Comparator.comparing(Turn::due));
    private final Map<String, Deque<TargetWork<A>>> waiting = new HashMap<>();
    private final Deque<Arrival<A>> arrivals = new ArrayDeque<>();
    private final Set<TargetWork<A>> touched = new LinkedHashSet<>();
    private final Set<String> touchedAccounts = new LinkedHashSet<>();

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
        this.intake = intake;
        this.pace = pace;
        this.watch = watch;
        this.mostInFlight = mostInFlight;
        this.fetcher = fetcher;
    }

    /** What is to be polled under an account from now on. Known targets go on where they were. */
    void accept(Target account, Instant now) {
        flush(); // what is dropped below and comes back must find its newest state
        accounts.computeIfAbsent(
                account.getAccount(), name -> new AccountWork(feed.quota(), pace, store.account(name)));
        Set<String> wanted = new HashSet<>();
        for (PollTarget target : account.getTargets()) {
            wanted.add(target.getId());
            TargetWork<A> known = targets.get(target.getId());
            if (known != null && known.credentials.equals(account.getCredentials())) {
                known.target = target;
            } else {
                drop(target.getId());
                add(account, target, now);
            }
        }
        forget(account.getAccount(), wanted);
    }

    /** The account is polled no more. What was read of it is kept: it may come back. */
    void remove(String account) {
        forget(account, Set.of());
    }

    /** Starts what is due. Costs nothing but a look at the head of the queue while nothing is. */
    void turn(Instant now) {
        for (Turn<A> head = queue.peek(); head != null && !head.due().isAfter(now); head = queue.peek()) {
            TargetWork<A> work = queue.remove().work();
            if (!work.gone && !work.inFlight) {
                advance(work, now);
            }
        }
    }

    /** An answer has come; its rows are taken by {@link #take}. */
    void answered(Fetch<A> fetch, Answer<A> answer, Instant now) {
        AccountWork account = account(fetch.account());
        touchedAccounts.add(fetch.account());
        account.answered();
        watch.answered(kind(answer));
        TargetWork<A> work = targets.get(fetch.target().getId());
        if (work != null) {
            work.answered(kind(answer), now);
            touched.add(work);
            answer.<Boolean>match(
                    data -> arrivals.add(new Arrival<>(
                            work,
                            fetch,
                            data,
                            data.rows().iterator(),
                            data.misfits().iterator())),
                    throttled -> rests(work, () -> account.throttled(throttled.retryAfter(), now)),
                    denied -> rests(work, () -> account.denied(fetch.askedAt(), now)),
                    refused -> again(work, now.plus(pace.afterRefused(work.fails()))),
                    broken -> again(work, now.plus(pace.afterBroken(work.fails()))));
        }
        next(fetch.account(), now);
    }

    /** Takes at most {@code rows} rows of what has arrived; true while there is more. */
    boolean take(int rows, Instant now) {
        int left = rows;
        while (!arrivals.isEmpty() && left > 0) {
            Arrival<A> arrival = arrivals.element();
            left -= takeRows(arrival, left, now);
            if (!arrival.rows().hasNext() && !arrival.misfits().hasNext()) {
                arrivals.remove();
                finish(arrival, now);
            }
        }
        return !arrivals.isEmpty();
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
        for (String name : touchedAccounts) {
            AccountState state = account(name).takeChange();
            if (state != null) {
                store.putAccount(name, state);
                watch.account(name, state.getRestUntil());
            }
        }
        touchedAccounts.clear();
    }

    private void add(Target account, PollTarget target, Instant now) {
        Instant since = target.getSince() == null ? feed.beginning(now) : target.getSince();
        Remembered remembered = new Remembered(store, target.getId(), feed.bucket());
        TargetWork<A> work = new TargetWork<>(
                account.getAccount(), account.getCredentials(), target, Cursor.since(since), remembered, now);
        TargetState state = store.target(target.getId());
        if (state != null) {
            work.resume(state);
        }
        targets.put(target.getId(), work);
        touched.add(work);
        queue.add(new Turn<>(work.due, work));
    }

    private void forget(String account, Set<String> wanted) {
        for (TargetWork<A> work : Set.copyOf(targets.values())) {
            if (work.account.equals(account) && !wanted.contains(work.target.getId())) {
                drop(work.target.getId());
            }
        }
    }

    private void drop(String target) {
        TargetWork<A> work = targets.remove(target);
        if (work != null) {
            work.gone = true;
            watch.gone(target);
        }
    }

    private void advance(TargetWork<A> work, Instant now) {
        if (work.idle() && !planned(work, now)) {
            return;
        }
        AccountWork account = account(work.account);
        Instant permit = account.permitAt();
        if (permit.isAfter(now)) {
            again(work, permit);
        } else if (account.inFlight() >= mostInFlight) {
            waiting.computeIfAbsent(work.account, none -> new ArrayDeque<>()).add(work);
        } else {
            work.inFlight = true;
            account.asks(now);
            touchedAccounts.add(work.account);
            fetcher.accept(new Fetch<>(work.account, work.credentials, work.target, work.nextAsk(), now));
        }
    }

    /** True where the plan has asks. A plan that throws is that target's fault alone. */
    private boolean planned(TargetWork<A> work, Instant now) {
        try {
            work.begin(feed.plan(work.target, work.cursor, now));
        } catch (RuntimeException fault) {
            log.error("{}: nothing can be planned; tried again later", work.target.getId(), fault);
            watch.answered("broken");
            again(work, now.plus(pace.afterBroken(work.fails())));
            return false;
        }
        if (work.idle()) {
            again(work, work.goesOnAt(now));
        }
        return !work.idle();
    }

    private int takeRows(Arrival<A> arrival, int most, Instant now) {
        TargetWork<A> work = arrival.work();
        A ask = arrival.fetch().ask();
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        int taken = 0;
        for (; taken < most && arrival.rows().hasNext(); taken++) {
            counts.merge(intake.take(work, arrival.rows().next(), ask, now), 1L, Long::sum);
        }
        for (; taken < most && arrival.misfits().hasNext(); taken++) {
            counts.merge(intake.take(work, arrival.misfits().next(), ask, now), 1L, Long::sum);
        }
        counts.forEach(watch::rows);
        touched.add(work);
        return Math.max(taken, 1);
    }

    private void finish(Arrival<A> arrival, Instant now) {
        TargetWork<A> work = arrival.work();
        account(work.account).accepted();
        touchedAccounts.add(work.account);
        if (arrival.data().next().isEmpty()) {
            work.settle(arrival.fetch().ask(), arrival.fetch().askedAt());
        } else {
            work.continueWith(arrival.data().next());
        }
        again(work, work.goesOnAt(now));
    }

    private boolean rests(TargetWork<A> work, Runnable rest) {
        rest.run();
        work.abandonTurn();
        return again(work, account(work.account).restUntil());
    }

    private boolean again(TargetWork<A> work, Instant due) {
        work.inFlight = false;
        work.due = due;
        touched.add(work);
        return queue.add(new Turn<>(due, work));
    }

    /** A request of the account has come back: the next one that waited may go. */
    private void next(String account, Instant now) {
        Deque<TargetWork<A>> line = waiting.getOrDefault(account, new ArrayDeque<>());
        TargetWork<A> work = line.poll();
        while (work != null && work.gone) {
            work = line.poll();
        }
        if (work != null) {
            again(work, now);
        }
    }

    private AccountWork account(String name) {
        AccountWork known = accounts.get(name);
        if (known == null) {
            throw new IllegalStateException("Nothing is known of account " + name);
        }
        return known;
    }

    private static <A extends Ask> String kind(Answer<A> answer) {
        return answer.match(
                data -> "data", throttled -> "throttled", denied -> "denied", refused -> "refused", broken -> "broken");
    }
}
