package io.tallylight.alerter.breaks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One break: its facts, where it is in its life, and how many steps were told.
 *
 * @param id stable over all updates
 * @param revision that of the last step; 0 while nothing was told
 */
public record Break(String id, Plan plan, Life life, int revision) {

    /** A break after some steps, all of them to be told in this order. */
    record Walk(Break at, List<Break> steps) {}

    static Break of(String id, Plan plan) {
        return new Break(id, plan, new Life.Announced(), 0);
    }

    /** Takes changed facts and walks all steps that are due. */
    Walk revise(Plan changed, Instant now, Limits limits) {
        List<Break> steps = new ArrayList<>();
        Break before = this;
        Break at = new Break(id, changed, life, revision);
        if (revision == 0 && life instanceof Life.Announced && changed.latest().announced()) {
            at = at.told(life);
            steps.add(at);
        }
        for (Optional<Life> next = life.next(changed, now, limits); next.isPresent(); ) {
            at = at.told(next.get());
            steps.add(at);
            next = at.life.next(changed, now, limits);
        }
        if (steps.isEmpty() && revision > 0 && !at.saysTheSameAs(before)) {
            at = at.told(life);
            steps.add(at);
        }
        return new Walk(at, steps);
    }

    private Break told(Life next) {
        return new Break(id, plan, next, revision + 1);
    }

    private boolean saysTheSameAs(Break other) {
        return plan.span().equals(other.plan.span())
                && plan.autoReturn() == other.plan.autoReturn()
                && plan.upids().equals(other.plan.upids());
    }

    /** Over, as it stands; a late fact may still correct it. */
    public boolean over() {
        return life instanceof Life.Ended || life instanceof Life.Cancelled;
    }

    /** How it ended; empty where it has not. */
    public Optional<End> ending() {
        return life instanceof Life.Ended ended ? Optional.of(ended.end()) : Optional.empty();
    }

    /** From when on its return is missing; empty once it is over, or where none is missed. */
    public Optional<Instant> overdueAt(Limits limits) {
        return life instanceof Life.Started ? plan.overdueAt(limits) : Optional.empty();
    }

    /** When there is something to do if nothing else comes. */
    Stream<Instant> deadlines(Limits limits) {
        if (over()) {
            return Stream.of(forgetAt(limits));
        }
        Stream<Instant> steps =
                Stream.of(plan.span().startAt(), plan.end(limits).due());
        return Stream.concat(steps, overdueAt(limits).stream());
    }

    Instant forgetAt(Limits limits) {
        Instant end = plan.end(limits).due();
        return (end.isAfter(plan.arrivedAt()) ? end : plan.arrivedAt()).plus(limits.remember());
    }
}
