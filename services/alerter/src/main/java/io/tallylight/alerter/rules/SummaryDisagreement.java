package io.tallylight.alerter.rules;

import io.tallylight.event.Cue;
import io.tallylight.event.Disagreement;
import io.tallylight.event.Evidence;
import io.tallylight.event.Severity;
import java.util.List;

/** summary_disagreement: the provider's row or its own decoding says something else than the message. */
public record SummaryDisagreement(Spots.Patience patience) implements CueRule {

    @Override
    public String code() {
        return "summary_disagreement";
    }

    @Override
    public String definition() {
        return "The provider's summary or raw_splice differs from the message in event id, duration, type or segmentation.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean judges(Cue cue) {
        return cue.getReadable();
    }

    @Override
    public List<Evidence> wrong(Cue cue) {
        return cue.getDisagreements().stream()
                .map(SummaryDisagreement::evidence)
                .toList();
    }

    private static Evidence evidence(Disagreement found) {
        return Anomaly.evidence(
                found.getField(), found.getCarrier() + " says " + found.getSaid() + ", message " + found.getDecoded());
    }

    @Override
    public String summary(String channel) {
        return "The provider describes a signal on " + channel + " differently from the message itself: trust the"
                + " message, and look at what the provider's packager made of it.";
    }
}
