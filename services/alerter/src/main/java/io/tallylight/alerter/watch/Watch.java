package io.tallylight.alerter.watch;

import io.tallylight.alerter.breaks.Break;
import io.tallylight.alerter.breaks.Breaks;
import io.tallylight.alerter.breaks.Limits;
import io.tallylight.alerter.breaks.Signal;
import io.tallylight.alerter.breaks.Signals;
import io.tallylight.alerter.rules.CueRule;
import io.tallylight.alerter.rules.Presence;
import io.tallylight.alerter.rules.Rule;
import io.tallylight.alerter.rules.Spots;
import io.tallylight.event.Cue;
import io.tallylight.event.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches channels. Time passes deadline by deadline, so a channel that was asleep for hours goes through the same steps
 * in the same order as one that was watched all the time.
 */
public final class Watch {

    private static final Set<String> LIVE = Set.of("viewers.avg", "publish.duration");

    private final Limits limits;
    private final Duration liveFor;
    private final List<CueRule> cueRules;
    private final List<Rule> rules;
    private final Ledger ledger;

    /** What is known afterwards, and what is to be told, in order. */
    public record Outcome(Channel channel, List<Tale> told) {}

    public Watch(Limits limits, Duration liveFor, List<Rule> rules) {
        this.limits = limits;
        this.liveFor = liveFor;
        this.rules = List.copyOf(rules);
        this.cueRules = rules.stream()
                .filter(CueRule.class::isInstance)
                .map(CueRule.class::cast)
                .toList();
        this.ledger = new Ledger(this.rules);
    }

    /**
     * Takes a cue in; one that says what is known already changes nothing.
     *
     * @param now the moment on the clock that timers go by
     * @param observedAt what the records say; the same but for a backlog
     */
    public Outcome take(@Nullable Channel known, Cue cue, Instant now, Instant observedAt) {
        Instant said = cue.getFirstSeenAt().isBefore(cue.getStartAt()) ? cue.getFirstSeenAt() : cue.getStartAt();
        Channel channel = known == null ? Channel.of(cue.getChannel(), cue.getProvider(), said, now) : known;
        Channel.Seen seen = new Channel.Seen(cue.getId(), content(cue));
        if (channel.seen().contains(seen)) {
            return new Outcome(channel, List.of());
        }
        Turn turn = new Turn(channel, observedAt);
        turn.advance(now);
        turn.hear(cue, seen, said, now);
        return turn.outcome();
    }

    /** Takes a figure in that may say that the channel is live; of a channel without signals nothing is kept. */
    public Outcome take(Channel channel, Metric metric, Instant now, Instant observedAt) {
        Presence before = channel.facts().presence();
        Presence after = LIVE.contains(metric.getName()) && metric.getValue() > 0 ? live(before, metric) : before;
        if (after.equals(before)) {
            return new Outcome(channel, List.of());
        }
        Turn turn = new Turn(channel.with(after), observedAt);
        turn.advance(now);
        turn.judge(now);
        return turn.outcome();
    }

    private Presence live(Presence known, Metric metric) {
        Instant end = metric.getWindowStart().plusSeconds(metric.getWindowSeconds());
        Instant seen = metric.getObservedAt(); // a window that lasts says nothing of the time to come
        return known.live(metric.getWindowStart(), end.isBefore(seen) ? end : seen, liveFor);
    }

    /** Does all that is due by then. */
    public Outcome advance(Channel channel, Instant now, Instant observedAt) {
        Turn turn = new Turn(channel, observedAt);
        turn.advance(now);
        return turn.outcome();
    }

    /** When something has to be done next; empty where only a record can change anything. */
    public Optional<Instant> due(Channel channel) {
        Stream<Instant> breaks = channel.facts().breaks().deadlines(limits);
        Stream<Instant> judged = rules.stream().flatMap(rule -> rule.deadlines(channel.facts()));
        return Stream.concat(breaks, judged)
                .filter(at -> at.isAfter(channel.doneTo()))
                .min(Instant::compareTo);
    }

    private static int content(Cue cue) {
        return Cue.newBuilder(cue)
                .setRevision(0)
                .setObservedAt(Instant.EPOCH)
                .setSourceRevision(0)
                .build()
                .hashCode();
    }

    /** The work space of one call. */
    private final class Turn {

        private final List<Tale> told = new ArrayList<>();
        private final Instant observedAt;
        private Channel channel;

        Turn(Channel channel, Instant observedAt) {
            this.channel = channel;
            this.observedAt = observedAt;
        }

        Outcome outcome() {
            return new Outcome(channel, List.copyOf(told));
        }

        void advance(Instant now) {
            for (Optional<Instant> next = due(channel);
                    next.filter(at -> !at.isAfter(now)).isPresent(); ) {
                pass(next.orElseThrow());
                next = due(channel);
            }
            channel = channel.doneTo(now);
        }

        private void pass(Instant moment) {
            tell(channel.facts().breaks().advance(moment, limits));
            judge(moment);
            channel = channel.doneTo(moment);
        }

        void hear(Cue cue, Channel.Seen seen, Instant said, Instant now) {
            channel = channel.saw(seen).with(channel.facts().presence().said(said));
            if (said.isBefore(channel.facts().knownFrom())) {
                channel = channel.knownFrom(said);
            }
            Map<String, Spots> spots = new HashMap<>(channel.facts().spots());
            cueRules.forEach(rule -> spots.compute(
                    rule.code(), (code, known) -> rule.after(known == null ? Spots.NONE : known, cue, now)));
            channel = channel.with(Map.copyOf(spots));
            for (Signal signal : Signals.of(cue, now)) {
                tell(channel.facts().breaks().accept(signal, channel.facts().channel(), now, limits));
            }
            judge(now);
        }

        private void tell(Breaks.Turn turn) {
            channel = channel.with(turn.breaks());
            for (Break step : turn.steps()) {
                told.add(Tales.of(step, channel, observedAt));
            }
        }

        private void judge(Instant now) {
            Ledger.Outcome outcome = ledger.settle(channel.firing(), channel.facts(), now);
            channel = channel.firing(outcome.firing());
            outcome.edges().forEach(edge -> told.add(Tales.of(edge, channel, observedAt)));
        }
    }
}
