package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Plan;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the feed plan what a target is asked next. A plan that throws is that target's fault alone. */
final class Planner<A extends Ask> {

    /** Between two plans that ask nothing, so that they never follow each other without end. */
    static final Duration LEAST_REST = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(Planner.class);

    private final Feed<A> feed;
    private final ProviderClock clock;
    private final Gaps<A> gaps;
    private final Pace pace;
    private final PollWatch watch;

    Planner(Feed<A> feed, ProviderClock clock, Gaps<A> gaps, Pace pace, PollWatch watch) {
        this.feed = feed;
        this.clock = clock;
        this.gaps = gaps;
        this.pace = pace;
        this.watch = watch;
    }

    /** True where the plan has something to ask of what the target has chosen. */
    boolean plans(TargetWork<A> work, Instant now) {
        try {
            Instant theirs = clock.at(now, work.progress.cursor);
            Plan<A> plan = feed.plan(work.target, work.progress.cursor, theirs);
            plan.holes().forEach(hole -> gaps.giveUp(work, hole, now));
            Instant next = now.plus(Duration.between(theirs, plan.next()));
            work.begin(plan, next, now);
        } catch (RuntimeException fault) {
            log.error("{}: nothing can be planned; tried again later", work.target.getId(), fault);
            watch.answered("broken");
            work.restsUntil(now.plus(pace.afterBroken(work.fails())).plus(LEAST_REST));
        }
        return !work.asks.idle();
    }
}
