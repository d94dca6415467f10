package io.tallylight.alerter.rules;

import io.tallylight.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * no_signal: a channel that had signals before is live and has none any more.
 *
 * @param after how long it may be silent; twice that is critical
 * @param liveFor how long figures that say that it is live stand
 */
public record NoSignal(Duration after, Duration liveFor) implements Rule {

    @Override
    public String code() {
        return "no_signal";
    }

    @Override
    public String definition() {
        return "A live channel that had signals before has had none for long; twice as long is critical.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Anomaly> holding(Facts facts, Instant now) {
        Instant since = facts.presence().silentSince();
        boolean silent = !now.isBefore(since.plus(after));
        return silent && facts.presence().isLive(now, liveFor) ? List.of(anomaly(facts, since, now)) : List.of();
    }

    private Anomaly anomaly(Facts facts, Instant since, Instant now) {
        boolean critical = !now.isBefore(since.plus(after.multipliedBy(2)));
        return new Anomaly(
                "",
                critical ? Severity.CRITICAL : severity(),
                since,
                facts.channel() + " is live without ad signals: look at the splice inserter, then at whether the"
                        + " provider still lists signals.",
                List.of(
                        Anomaly.evidence("last_signal_at", facts.presence().saidAt()),
                        Anomaly.evidence("expected_within", after),
                        Anomaly.evidence(
                                "live_at", String.valueOf(facts.presence().liveAt()))),
                List.of());
    }

    @Override
    public Stream<Instant> deadlines(Facts facts) {
        Instant since = facts.presence().silentSince();
        Stream<Instant> silence = Stream.of(since.plus(after), since.plus(after.multipliedBy(2)));
        return Stream.concat(
                silence, Stream.ofNullable(facts.presence().liveAt()).map(at -> at.plus(liveFor)));
    }
}
