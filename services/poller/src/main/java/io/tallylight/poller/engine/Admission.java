package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import java.time.Instant;
import java.util.function.Predicate;

/** Every request of an account passes through its line: the urgent first, nobody never, as quota and rests allow. */
final class Admission<A extends Ask> {

    private final Agenda agenda;
    private final Patience patience;
    private final ProviderClock clock;
    private final Touched<A> touched;
    private final Fetching<A> fetching;
    private final int mostInFlight;

    Admission(
            Agenda agenda,
            Patience patience,
            ProviderClock clock,
            Touched<A> touched,
            Fetching<A> fetching,
            int mostInFlight) {
        this.agenda = agenda;
        this.patience = patience;
        this.clock = clock;
        this.touched = touched;
        this.fetching = fetching;
        this.mostInFlight = mostInFlight;
    }

    /** The target waits for no answer any more: it rests until then, and then stands in line again. */
    void again(TargetWork<A> work, Instant wakesAt) {
        work.asked = null;
        work.wakesAt = wakesAt;
        touched.add(work);
        at(wakesAt, work, it -> it.rests() && it.wakesAt.equals(wakesAt));
    }

    /** The line is served then: something has changed that may let a request through. */
    void wake(AccountWork<A> account, Instant at) {
        if (account.wakes(at)) {
            agenda.add(at, now -> {
                if (account.awoken(at)) {
                    serve(account, now);
                }
            });
        }
    }

    private void at(Instant time, TargetWork<A> work, Predicate<TargetWork<A>> still) {
        agenda.add(time, now -> {
            if (still.test(work)) {
                join(work, now);
            }
        });
    }

    private void join(TargetWork<A> work, Instant now) {
        AccountWork<A> account = work.account;
        Urgency urgency = work.urgency(now, clock.at(now));
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
            if (!fetching.begins(first, now)) {
                again(first, later(first.wants(now), now.plus(Planner.LEAST_REST)));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
