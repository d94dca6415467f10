package io.tallylight.alerter.rules;

import io.tallylight.alerter.breaks.Break;
import io.tallylight.alerter.breaks.Limits;
import io.tallylight.alerter.breaks.Plan;
import io.tallylight.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** missing_return: a break should be over, and nothing said that it is. */
public record MissingReturn(Limits limits) implements Rule {

    @Override
    public String code() {
        return "missing_return";
    }

    @Override
    public String definition() {
        return "A break without auto_return has no return or segment end by its duration and a grace,"
                + " or by the longest break where it names no duration.";
    }

    @Override
    public Severity severity() {
        return Severity.CRITICAL;
    }

    @Override
    public List<Anomaly> holding(Facts facts, Instant now) {
        return facts.breaks().all().stream()
                .filter(one ->
                        one.overdueAt(limits).filter(at -> !at.isAfter(now)).isPresent())
                .map(one -> anomaly(facts.channel(), one))
                .toList();
    }

    private Anomaly anomaly(String channel, Break open) {
        Plan plan = open.plan();
        Plan.Span span = plan.span();
        return new Anomaly(
                plan.lane().track() + "/" + plan.eventId(),
                severity(),
                plan.expectedAt(limits),
                "Break " + plan.eventId() + " on " + channel + " has not returned to the programme: look at what is on"
                        + " air, then at the automation that sends returns.",
                List.of(
                        Anomaly.evidence("break", open.id()),
                        Anomaly.evidence("started_at", span.startAt()),
                        Anomaly.evidence("duration", span.duration() == null ? "not said" : span.duration()),
                        Anomaly.evidence("expected_return_at", plan.expectedAt(limits)),
                        Anomaly.evidence("seen_return", "none")),
                plan.cueIds());
    }

    @Override
    public Stream<Instant> deadlines(Facts facts) {
        return facts.breaks().all().stream().flatMap(one -> one.overdueAt(limits).stream());
    }
}
