package io.tallylight.alerter.watch;

import io.tallylight.alerter.breaks.Break;
import io.tallylight.alerter.breaks.End;
import io.tallylight.alerter.breaks.Plan;
import io.tallylight.alerter.rules.Anomaly;
import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import io.tallylight.event.AlertStatus;
import io.tallylight.event.BreakEnd;
import io.tallylight.event.BreakTrack;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts steps and edges into records of the contract. */
final class Tales {

    private Tales() {}

    static Tale of(Break step, Channel channel, Instant observedAt) {
        Plan plan = step.plan();
        Plan.Span span = plan.span();
        AdBreak.Builder told = AdBreak.newBuilder()
                .setId(step.id())
                .setRevision(step.revision())
                .setObservedAt(observedAt)
                .setChannel(channel.facts().channel())
                .setProvider(channel.facts().provider())
                .setTrack(plan.lane().track())
                .setEventId(plan.eventId())
                .setState(step.life().state())
                .setPlannedStartAt(span.startAt())
                .setPlannedDurationMillis(millis(span.duration()))
                .setAutoReturn(plan.latest().autoReturn())
                .setUpids(plan.upids())
                .setCueIds(plan.cueIds());
        if (plan.lane().track() == BreakTrack.TIME_SIGNAL) {
            told.setSegmentationTypeId(plan.lane().typeId());
            told.setSegmentationType(plan.latest().typeName());
        }
        Instant at = actual(step, told);
        return new Tale.Step(channel.facts().channel(), at, told.build());
    }

    /** Fills in what really happened and says when the step itself did. */
    private static Instant actual(Break step, AdBreak.Builder told) {
        Instant start = step.plan().span().startAt();
        return switch (step.life().state()) {
            case STARTED -> {
                told.setActualStartAt(start);
                yield start;
            }
            case ENDED -> ended(step.ending().orElseThrow(), start, told);
            case CANCELLED -> {
                told.setEndedBy(BreakEnd.CANCELLED);
                yield step.plan().cancel() == null
                        ? start
                        : step.plan().cancel().at();
            }
            case ANNOUNCED, UNKNOWN -> start;
        };
    }

    private static Instant ended(End end, Instant start, AdBreak.Builder told) {
        told.setActualStartAt(start);
        told.setActualEndAt(end.at());
        told.setActualDurationMillis(Duration.between(start, end.at()).toMillis());
        told.setEndedBy(end.by());
        return end.at();
    }

    static Tale of(Edge edge, Channel channel, Instant observedAt) {
        Firing firing = edge.firing();
        Anomaly anomaly = firing.anomaly();
        String fingerprint = firing.fingerprint(channel.facts().channel());
        boolean resolved = edge.status() == AlertStatus.RESOLVED;
        Alert alert = Alert.newBuilder()
                .setId(fingerprint + "/" + anomaly.since().toEpochMilli())
                .setRevision(firing.revision())
                .setObservedAt(observedAt)
                .setFingerprint(fingerprint)
                .setRule(firing.rule())
                .setStatus(edge.status())
                .setSeverity(anomaly.severity())
                .setChannel(channel.facts().channel())
                .setProvider(channel.facts().provider())
                .setSince(anomaly.since())
                .setResolvedAt(resolved ? edge.at() : null)
                .setSummary(anomaly.summary())
                .setEvidence(anomaly.evidence())
                .setCueIds(anomaly.cueIds())
                .build();
        return new Tale.Change(fingerprint, resolved ? edge.at() : anomaly.since(), alert);
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
