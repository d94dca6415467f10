package io.tallylight.alerter.breaks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The work space of one turn: finds whose fact a signal is, by event id first, then as the return of a lane's sole open
 * break, and keeps what is nobody's.
 */
final class Board {

    private static final int MOST = 200;

    private final List<Break> all;
    private final List<Held> held;
    private final List<Break> steps = new ArrayList<>();
    private final Instant now;
    private final Limits limits;

    Board(Breaks from, Instant now, Limits limits) {
        this.all = new ArrayList<>(from.all());
        this.held = new ArrayList<>(from.held());
        this.now = now;
        this.limits = limits;
    }

    Breaks.Turn turn() {
        return new Breaks.Turn(new Breaks(List.copyOf(all), List.copyOf(held)), List.copyOf(steps));
    }

    Board accept(Signal signal, String prefix) {
        switch (signal.kind()) {
            case OUT -> opened(signal, prefix);
            case IN -> hold(signal);
            case CANCEL -> hold(signal);
        }
        pair();
        return this;
    }

    Board advance() {
        pair();
        List.copyOf(all).forEach(one -> revise(one, one.plan()));
        conclude();
        held.removeIf(one -> due(one.signal().knownAt().plus(limits.remember())));
        all.removeIf(one -> one.over() && due(one.forgetAt(limits)));
        return this;
    }

    private void opened(Signal start, String prefix) {
        Optional<Break> known =
                of(start).filter(one -> one.plan().continues(start, limits)).findFirst();
        if (known.isPresent()) {
            revise(known.get(), known.get().plan().started(start));
            return;
        }
        List<Break> lane = all.stream()
                .filter(one -> one.plan().lane().equals(start.lane()))
                .toList();
        Break added = Break.of(id(start, prefix), following(Plan.of(start), lane));
        bound();
        all.add(added);
        lane.forEach(one -> revise(one, one.plan().followedBy(start.at())));
        strays(start);
        revise(added, pairing(added.plan()));
    }

    private static Plan following(Plan plan, List<Break> lane) {
        Plan followed = plan;
        for (Break other : lane) {
            followed = followed.followedBy(other.plan().span().startAt());
        }
        return followed;
    }

    /** What was taken for an earlier use of the same id's return, and comes after this start. */
    private void strays(Signal start) {
        for (Break other : of(start).toList()) {
            boolean earlier = other.plan().span().startAt().isBefore(start.at());
            List<Signal> away = other.plan().returns().stream()
                    .filter(back -> earlier && !back.at().isBefore(start.at()))
                    .toList();
            away.forEach(back -> held.add(new Held(back, false)));
            if (!away.isEmpty()) {
                revise(other, other.plan().withReturns(without(other.plan().returns(), away)));
            }
        }
    }

    private void hold(Signal signal) {
        boolean repeats = held.stream().anyMatch(one -> signal.repeats(one.signal()));
        if (!repeats) {
            held.removeIf(one ->
                    one.signal().cueId().equals(signal.cueId()) && one.signal().eventId() == signal.eventId());
            if (held.size() >= MOST) {
                held.remove(0);
            }
            held.add(new Held(signal, false));
        }
    }

    /** Gives what is held to breaks of the same event id. */
    private void pair() {
        for (Held one : List.copyOf(held)) {
            Signal signal = one.signal();
            mine(signal).ifPresent(owner -> {
                held.remove(one);
                give(owner, signal);
            });
        }
    }

    private Optional<Break> mine(Signal signal) {
        return of(signal).filter(one -> fits(one.plan(), signal)).max(Comparator.comparing(Board::startAt));
    }

    private boolean fits(Plan plan, Signal signal) {
        return signal.kind() == Signal.Kind.IN ? plan.takes(signal, limits) : plan.cancellable(signal);
    }

    private void give(Break owner, Signal signal) {
        if (signal.kind() == Signal.Kind.CANCEL) {
            revise(owner, owner.plan().cancelled(signal));
            return;
        }
        Plan with = owner.plan().returned(signal);
        List<Signal> strays = with.returns().stream()
                .filter(back -> !with.takes(back, limits))
                .toList();
        strays.forEach(back -> held.add(new Held(back, false)));
        revise(owner, with.withReturns(without(with.returns(), strays)));
    }

    /** The same for a break that is not on the board yet, so that it is told with all that is known. */
    private Plan pairing(Plan plan) {
        Plan paired = plan;
        for (Held one : List.copyOf(held)) {
            Signal signal = one.signal();
            boolean meant = signal.isOf(plan.lane(), plan.eventId());
            if (meant && signal.kind() == Signal.Kind.CANCEL && paired.cancellable(signal)) {
                held.remove(one);
                paired = paired.cancelled(signal);
            }
        }
        return paired;
    }

    /** Once its batch has settled, a return without its event id's break ends the lane's sole open one. */
    private void conclude() {
        List<Held> settled = held.stream()
                .filter(one -> !one.orphan() && due(one.signal().knownAt().plus(limits.settle())))
                .sorted(Comparator.comparing(Held::signal, Signal.BY_EFFECT))
                .toList();
        for (Held one : settled) {
            held.remove(one);
            sole(one.signal())
                    .ifPresentOrElse(owner -> give(owner, one.signal()), () -> held.add(new Held(one.signal(), true)));
        }
    }

    private Optional<Break> sole(Signal back) {
        List<Break> open = all.stream()
                .filter(one -> one.plan().lane().equals(back.lane()) && !one.over())
                .filter(one -> !startAt(one).isAfter(back.at()))
                .filter(one -> one.plan().returns().isEmpty() && one.plan().takes(back, limits))
                .toList();
        boolean sole = back.kind() == Signal.Kind.IN
                && open.size() == 1
                && !open.get(0).plan().followedBefore(back.at());
        return sole ? Optional.of(open.get(0)) : Optional.empty();
    }

    private Stream<Break> of(Signal signal) {
        return all.stream()
                .filter(one -> signal.isOf(one.plan().lane(), one.plan().eventId()));
    }

    private void revise(Break one, Plan plan) {
        Break.Walk walk = one.revise(plan, now, limits);
        all.replaceAll(known -> known.id().equals(one.id()) ? walk.at() : known);
        steps.addAll(walk.steps());
    }

    private String id(Signal start, String prefix) {
        String id = prefix + "/" + start.lane().track() + "/" + start.eventId() + "/"
                + start.at().toEpochMilli();
        boolean taken = all.stream().anyMatch(one -> one.id().equals(id));
        return taken ? id + "/" + start.lane().typeId() : id; // two segments with one id, which nobody may send
    }

    private void bound() {
        if (all.size() >= MOST) {
            all.stream().min(Comparator.comparing(Board::startAt)).ifPresent(all::remove);
        }
    }

    private boolean due(Instant moment) {
        return !moment.isAfter(now);
    }

    private static Instant startAt(Break one) {
        return one.plan().span().startAt();
    }

    private static List<Signal> without(List<Signal> all, List<Signal> away) {
        return all.stream().filter(one -> !away.contains(one)).toList();
    }
}
