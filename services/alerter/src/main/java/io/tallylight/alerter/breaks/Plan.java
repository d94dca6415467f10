package io.tallylight.alerter.breaks;

import io.tallylight.event.BreakEnd;
import io.tallylight.event.BreakTrack;
import io.tallylight.event.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was said about one break, in an order that does not depend on the order of arrival. What is planned and how
 * it ends follow from these facts alone.
 *
 * @param starts in the order in which they were said, at least one; a later one updates or extends
 * @param returns in the order of their effect; the first one ends the break
 * @param nextAt when the next break of the lane starts
 */
public record Plan(
        List<Signal> starts,
        List<Signal> returns,
        @Nullable Signal cancel,
        @Nullable Instant nextAt) {

    /** SCTE 35 neither requires nor disallows a return after an automatic one (9.9.2.2); this late it is another's. */
    static final Duration LATE_RETURN = Duration.ofSeconds(60);

    /** A cancellation comes after the announcement, and nobody announces earlier than this. */
    static final Duration LONGEST_LEAD = Duration.ofMinutes(10);

    private static final int MOST = 10;

    /** Start and duration after all updates. */
    public record Span(Instant startAt, @Nullable Duration duration) {

        Span after(Signal said) {
            if (Signal.near(said.at(), startAt)) {
                return new Span(startAt, said.duration());
            }
            boolean begun = !said.saidAt().isBefore(startAt);
            if (!begun) {
                return new Span(said.at(), said.duration());
            }
            Duration more = said.duration();
            return more == null
                    ? this
                    : new Span(startAt, Duration.between(startAt, said.at()).plus(more));
        }

        Optional<Instant> endAt() {
            return Optional.ofNullable(duration).map(startAt::plus);
        }
    }

    static Plan of(Signal start) {
        return new Plan(List.of(start), List.of(), null, null);
    }

    public Span span() {
        Span span = new Span(starts.get(0).at(), starts.get(0).duration());
        for (Signal update : starts.subList(1, starts.size())) {
            span = span.after(update);
        }
        return span;
    }

    public Lane lane() {
        return starts.get(0).lane();
    }

    public long eventId() {
        return starts.get(0).eventId();
    }

    /** The last word on everything but the time. */
    public Signal latest() {
        return starts.get(starts.size() - 1);
    }

    public List<Upid> upids() {
        return latest().upids();
    }

    public boolean autoReturn() {
        return Boolean.TRUE.equals(latest().autoReturn());
    }

    public List<String> cueIds() {
        Stream<Signal> end = Stream.concat(Stream.ofNullable(cancel), returns.stream());
        return Stream.concat(starts.stream(), end).map(Signal::cueId).distinct().toList();
    }

    /** When the last start came to us: what is missing can only be missed from then on. */
    Instant arrivedAt() {
        return starts.stream()
                .map(Signal::arrivedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean cancelledBeforeStart() {
        return cancel != null && !cancel.at().isAfter(span().startAt());
    }

    /** The moment after which a return is missing; empty where none is expected, or it is known. */
    public Optional<Instant> overdueAt(Limits limits) {
        if (!returns.isEmpty() || cancel != null || autoReturn()) {
            return Optional.empty();
        }
        Instant expected = expectedAt(limits);
        return Optional.of(later(expected, arrivedAt()).plus(limits.grace()));
    }

    /** Where a return is expected at the latest. */
    public Instant expectedAt(Limits limits) {
        Span span = span();
        return span.endAt().orElse(span.startAt().plus(limits.longest()));
    }

    /** How it ends by all that is known now. */
    End end(Limits limits) {
        return Stream.of(explicit(), automatic(limits), cancelled())
                .flatMap(Optional::stream)
                .min(Comparator.comparing(End::at))
                .orElseGet(() -> inferred(limits));
    }

    private Optional<End> explicit() {
        BreakEnd by = lane().track() == BreakTrack.SPLICE_INSERT ? BreakEnd.EXPLICIT_RETURN : BreakEnd.SEGMENT_END;
        return returns.stream().findFirst().map(first -> new End(first.at(), by, first.at()));
    }

    private Optional<End> automatic(Limits limits) {
        return autoReturn()
                ? span().endAt()
                        .map(at -> new End(
                                at, BreakEnd.AUTO_RETURN, later(at, arrivedAt().plus(limits.settle()))))
                : Optional.empty();
    }

    private Optional<End> cancelled() {
        return Optional.ofNullable(cancel)
                .filter(late -> !cancelledBeforeStart())
                .map(late -> new End(late.at(), BreakEnd.CANCELLED, late.at()));
    }

    /** Only once the return was missed; an inferred end "should not be used" any earlier (10.3.3.7). */
    private End inferred(Limits limits) {
        Instant expected = expectedAt(limits);
        Instant overdue = later(expected, arrivedAt()).plus(limits.grace());
        if (nextAt == null) {
            return new End(expected, BreakEnd.INFERRED, overdue.plus(limits.giveUp()));
        }
        Instant at = nextAt.isBefore(expected) && span().duration() == null ? nextAt : expected;
        Instant missed = overdue.plus(limits.settle()); // of a backlog the next break may be known before that
        Instant followed = later(nextAt, missed);
        Instant patience = overdue.plus(limits.giveUp());
        return new End(at, BreakEnd.INFERRED, followed.isBefore(patience) ? followed : patience);
    }

    /** Whether a start with the same event id is about this break, and not a later or earlier use of the id. */
    boolean continues(Signal start, Limits limits) {
        if (starts.stream()
                .anyMatch(known -> start.cueId().equals(known.cueId()) || Signal.near(known.at(), start.at()))) {
            return true;
        }
        boolean freed = cancel != null && start.saidAt().isAfter(cancel.saidAt()); // the id may be used anew (10.3.3.1)
        return !freed && starts.stream().anyMatch(known -> sameEvent(known, start, limits));
    }

    private boolean sameEvent(Signal one, Signal other, Limits limits) {
        boolean ordered = Signal.BY_WORD.compare(one, other) <= 0;
        Signal first = ordered ? one : other;
        Signal second = ordered ? other : one;
        if (second.saidAt().isBefore(first.at())) {
            return true;
        }
        Duration duration = first.duration();
        Instant open =
                first.at().plus(duration == null ? limits.longest() : duration).plus(limits.grace());
        boolean over = returns.stream()
                .anyMatch(back -> !back.at().isAfter(second.at()) && !back.at().isBefore(first.at()));
        return !over && !second.at().isAfter(open);
    }

    /** Whether a return with the same event id can be this break's. */
    boolean takes(Signal back, Limits limits) {
        Instant at = back.at();
        if (at.isBefore(span().startAt())) {
            return false;
        }
        if (!returns.isEmpty()) {
            return !at.isAfter(returns.get(0).at().plus(limits.grace()));
        }
        boolean auto = autoReturn()
                && span().endAt()
                        .filter(end -> at.isAfter(end.plus(LATE_RETURN)))
                        .isPresent();
        return !auto;
    }

    /** Whether a cancellation of the same event id can mean this break. */
    boolean cancellable(Signal word) {
        boolean over = explicit()
                .or(() -> span().endAt().map(at -> new End(at, BreakEnd.UNKNOWN, at)))
                .filter(end -> !end.at().isAfter(word.at()))
                .isPresent();
        return !over && word.at().isAfter(span().startAt().minus(LONGEST_LEAD));
    }

    Plan started(Signal start) {
        if (starts.stream().anyMatch(start::repeats)) {
            return this;
        }
        return new Plan(with(starts, start, Signal.BY_WORD), returns, cancel, nextAt);
    }

    Plan returned(Signal back) {
        if (returns.stream().anyMatch(back::repeats)) {
            return this;
        }
        return withReturns(with(returns, back, Signal.BY_EFFECT));
    }

    Plan withReturns(List<Signal> changed) {
        return new Plan(starts, List.copyOf(changed), cancel, nextAt);
    }

    Plan cancelled(Signal word) {
        boolean earlier = cancel == null || Signal.BY_EFFECT.compare(word, cancel) < 0;
        return new Plan(starts, returns, earlier ? word : cancel, nextAt);
    }

    Plan followedBy(Instant start) {
        boolean nearer = nextAt == null || start.isBefore(nextAt);
        return nearer && start.isAfter(span().startAt()) ? new Plan(starts, returns, cancel, start) : this;
    }

    /** Whether another break of the lane has started by then: a return without this one's id is then not this one's. */
    boolean followedBefore(Instant moment) {
        return nextAt != null && !nextAt.isAfter(moment);
    }

    private static List<Signal> with(List<Signal> known, Signal added, Comparator<Signal> order) {
        List<Signal> all = new ArrayList<>(known);
        all.removeIf(signal -> signal.cueId().equals(added.cueId())); // its cue was revised
        all.add(added);
        all.sort(order);
        if (all.size() > MOST) {
            all.remove(MOST / 2);
        }
        return List.copyOf(all);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
