package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is polled. Whoever comes goes on where its stored state says, and whoever leaves takes nothing of it away. */
final class Roster<A extends Ask> {

    private final Feed<A> feed;
    private final PollStore store;
    private final Pace pace;
    private final PollWatch watch;
    private final ProviderClock clock;
    private final Touched<A> touched;
    private final Drain<A> drain;
    private final Rewinds<A> rewinds;
    private final Reopenings<A> reopenings;
    private final Admission<A> admission;
    private final Map<String, AccountWork<A>> accounts = new HashMap<>();
    private final Map<String, TargetWork<A>> targets = new HashMap<>();

    Roster(
            Feed<A> feed,
            PollStore store,
            Pace pace,
            PollWatch watch,
            ProviderClock clock,
            Touched<A> touched,
            Drain<A> drain,
            Rewinds<A> rewinds,
            Reopenings<A> reopenings,
            Admission<A> admission) {
        this.feed = feed;
        this.store = store;
        this.pace = pace;
        this.watch = watch;
        this.clock = clock;
        this.touched = touched;
        this.drain = drain;
        this.rewinds = rewinds;
        this.reopenings = reopenings;
        this.admission = admission;
    }

    void accept(Target wanted, Instant now) {
        touched.save(); // what is dropped below and comes back must find its newest state
        AccountWork<A> account = accounts.computeIfAbsent(
                wanted.getAccount(), name -> new AccountWork<>(name, feed.quota(), pace, store.account(name), now));
        if (account.standing.uses(wanted.getCredentials())) {
            touched.add(account);
            admission.wake(account, now);
        }
        Set<String> ids = new HashSet<>();
        for (PollTarget target : wanted.getTargets()) {
            ids.add(target.getId());
            accept(account, target, now);
        }
        forget(account.name, ids);
    }

    void remove(String account) {
        forget(account, Set.of());
    }

    void end() {
        targets.values().forEach(Roster::cancelRecalls);
        targets.keySet().forEach(watch::gone);
        accounts.keySet().forEach(watch::accountGone);
    }

    Collection<AccountWork<A>> accounts() {
        return accounts.values();
    }

    AccountWork<A> account(String name) {
        AccountWork<A> known = accounts.get(name);
        if (known == null) {
            throw new IllegalStateException("Nothing is known of account " + name);
        }
        return known;
    }

    @Nullable
    TargetWork<A> target(PollTarget target) {
        return targets.get(target.getId());
    }

    /** Who waits for the answer to this; null where nobody does, because the target changed hands meanwhile. */
    @Nullable
    TargetWork<A> asking(Fetch<A> fetch) {
        TargetWork<A> work = target(fetch.target());
        return work != null && fetch.equals(work.asked) ? work : null;
    }

    private void accept(AccountWork<A> account, PollTarget target, Instant now) {
        TargetWork<A> known = targets.get(target.getId());
        if (known == null || known.account != account) {
            drop(target.getId());
            add(account, target, now);
        } else if (!known.target.equals(target)) {
            change(known, target, now);
        }
    }

    private void add(AccountWork<A> account, PollTarget target, Instant now) {
        Instant since = target.getSince() == null ? feed.beginning(clock.at(now)) : target.getSince();
        Remembered remembered = new Remembered(store, target.getId(), feed.bucket());
        Progress fresh = new Progress(Cursor.since(since), now);
        TargetWork<A> work = new TargetWork<>(account, target, remembered, store.target(target.getId()), fresh);
        targets.put(target.getId(), work);
        account.demand.add(target);
        rewinds.wanted(work);
        reopenings.look(work);
        admission.again(work, work.wakesAt);
    }

    private void change(TargetWork<A> known, PollTarget target, Instant now) {
        AccountWork<A> account = known.account;
        account.demand.remove(known.target);
        account.demand.add(target);
        known.target = target;
        rewinds.wanted(known);
        if (known.asked == null && known.reading == null) {
            account.line.leave(known);
            known.asks.dropAll();
            known.dueAt(now);
            admission.again(known, now);
        }
    }

    private void forget(String account, Set<String> wanted) {
        for (TargetWork<A> work : Set.copyOf(targets.values())) {
            if (work.account.name.equals(account) && !wanted.contains(work.target.getId())) {
                drop(work.target.getId());
            }
        }
    }

    /** Nobody waits any more for what was told. */
    private static void cancelRecalls(TargetWork<?> work) {
        work.rewinding.cancel();
        work.reopening.cancel();
    }

    private void drop(String target) {
        TargetWork<A> work = targets.remove(target);
        if (work != null) {
            work.gone = true;
            cancelRecalls(work);
            work.account.line.leave(work);
            work.account.demand.remove(work.target);
            drain.drop(work); // not settled: whoever takes over asks again
            touched.add(work);
            touched.addUnseen(work.account);
            watch.gone(target);
        }
    }
}
