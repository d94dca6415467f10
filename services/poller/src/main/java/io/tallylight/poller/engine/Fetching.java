package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import java.time.Instant;
import java.util.function.Consumer;

/** What a target does with a permit: it takes up what was recalled of it, plans where nothing is left of its plan, and asks. */
final class Fetching<A extends Ask> {

    private final Rewinds<A> rewinds;
    private final Reopenings<A> reopenings;
    private final Planner<A> planner;
    private final ProviderClock clock;
    private final Touched<A> touched;
    private final Consumer<Fetch<A>> fetcher;

    Fetching(
            Rewinds<A> rewinds,
            Reopenings<A> reopenings,
            Planner<A> planner,
            ProviderClock clock,
            Touched<A> touched,
            Consumer<Fetch<A>> fetcher) {
        this.rewinds = rewinds;
        this.reopenings = reopenings;
        this.planner = planner;
        this.clock = clock;
        this.touched = touched;
        this.fetcher = fetcher;
    }

    /** False where there was nothing to ask: the permit is still to be had. */
    boolean begins(TargetWork<A> work, Instant now) {
        reopenings.takeUp(work, now);
        rewinds.takeUp(work, now);
        work.chooses(now);
        boolean asks = !work.asks.idle() || planner.plans(work, now);
        if (asks) {
            work.account.asks(work.asks.forBacklog(), now);
            touched.add(work.account);
            work.asked = next(work, now);
            fetcher.accept(work.asked);
        }
        return asks;
    }

    private Fetch<A> next(TargetWork<A> work, Instant now) {
        AccountWork<A> account = work.account;
        return new Fetch<>(
                account.name,
                account.standing.credentials(),
                work.target,
                work.asks.next(),
                work.asks.forBacklog(),
                now,
                clock.at(now, work.progress.cursor));
    }
}
