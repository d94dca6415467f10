package io.tallylight.alerter.rules;

import io.tallylight.alerter.breaks.Signal;
import io.tallylight.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * orphan_return: a return or segment end without an open break of its event id, and without a sole open break that it
 * can be meant for.
 *
 * @param warmUp returns this soon after the first signal known may belong to a break that began before it
 */
public record OrphanReturn(Duration warmUp, Spots.Patience patience) implements Rule {

    @Override
    public String code() {
        return "orphan_return";
    }

    @Override
    public String definition() {
        return "A return or segment end came without an open break that it can end.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Anomaly> holding(Facts facts, Instant now) {
        List<Signal> active =
                orphans(facts).filter(one -> now.isBefore(endsAt(facts, one))).toList();
        return active.isEmpty() ? List.of() : List.of(anomaly(facts.channel(), active));
    }

    private Anomaly anomaly(String channel, List<Signal> orphans) {
        Signal first = orphans.get(0);
        return new Anomaly(
                "",
                severity(),
                first.at(),
                "A return on " + channel + " ends no known break: look for the start that got lost, or for a return"
                        + " that was sent twice or with another event id.",
                List.of(
                        Anomaly.evidence("seen_return", first.lane().track() + " event " + first.eventId()),
                        Anomaly.evidence("seen_at", first.at()),
                        Anomaly.evidence("expected", "an open break that it can end")),
                orphans.stream().map(Signal::cueId).toList());
    }

    @Override
    public Stream<Instant> deadlines(Facts facts) {
        return orphans(facts).map(one -> endsAt(facts, one));
    }

    private Stream<Signal> orphans(Facts facts) {
        Instant judged = facts.knownFrom().plus(warmUp);
        return facts.breaks().orphans().stream().filter(one -> !one.at().isBefore(judged));
    }

    /** A later return that found its break ends it, but the alert lasts long enough to be seen. */
    private Instant endsAt(Facts facts, Signal orphan) {
        boolean clean = facts.breaks().all().stream()
                .flatMap(one -> one.plan().returns().stream())
                .anyMatch(back -> back.at().isAfter(orphan.at()));
        Duration settled = patience.settle().multipliedBy(2); // the first is spent before it is an orphan
        return orphan.knownAt().plus(clean ? settled : patience.quiet());
    }
}
