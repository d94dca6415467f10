package io.tallylight.alerter.breaks;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All breaks of one channel that are open or remembered. Immutable: a signal or the passing of time gives the next
 * state and the steps to tell. The same signals in any order end in the same state.
 */
public record Breaks(List<Break> all, List<Held> held) {

    public static final Breaks NONE = new Breaks(List.of(), List.of());

    /** What comes of a signal or of time: the state afterwards, and the steps in the order in which they are told. */
    public record Turn(Breaks breaks, List<Break> steps) {}

    /** Takes one signal in; {@code prefix} is the channel, the beginning of a new break's id. */
    public Turn accept(Signal signal, String prefix, Instant now, Limits limits) {
        return new Board(this, now, limits).accept(signal, prefix).turn();
    }

    /** Does all that is due by then. */
    public Turn advance(Instant now, Limits limits) {
        return new Board(this, now, limits).advance().turn();
    }

    /** Moments at which {@link #advance} or a rule finds something to do, in no order. */
    public Stream<Instant> deadlines(Limits limits) {
        Stream<Instant> waiting = held.stream()
                .map(one -> one.signal().knownAt().plus(one.orphan() ? limits.remember() : limits.settle()));
        return Stream.concat(all.stream().flatMap(one -> one.deadlines(limits)), waiting);
    }

    /** Returns that nobody expected, oldest first. */
    public List<Signal> orphans() {
        return held.stream()
                .filter(Held::orphan)
                .map(Held::signal)
                .filter(signal -> signal.kind() == Signal.Kind.IN)
                .sorted(Signal.BY_EFFECT)
                .toList();
    }
}
