package io.tallylight.alerter.rules;

import io.tallylight.event.Cue;
import io.tallylight.event.Evidence;
import io.tallylight.event.Finding;
import io.tallylight.event.Severity;
import java.util.List;

/** crc_invalid: a message could be read, but its CRC-32 is not that of its bytes. */
public record CrcInvalid(Spots.Patience patience) implements CueRule {

    @Override
    public String code() {
        return "crc_invalid";
    }

    @Override
    public String definition() {
        return "The CRC-32 of a readable message is wrong; three within 10 minutes are critical.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Severity severity(Spots spots) {
        return spots.storm() ? Severity.CRITICAL : severity();
    }

    /** A message that cannot be read has no CRC to judge: that is decode_error. */
    @Override
    public boolean judges(Cue cue) {
        return cue.getReadable();
    }

    @Override
    public List<Evidence> wrong(Cue cue) {
        return cue.getCrcValid() ? List.of() : List.of(Anomaly.evidence(code(), detail(cue)));
    }

    private String detail(Cue cue) {
        return cue.getFindings().stream()
                .filter(finding -> finding.getCode().equals(code()))
                .map(Finding::getDetail)
                .findFirst()
                .orElse("the CRC-32 in the message is not that of its bytes");
    }

    @Override
    public String summary(String channel) {
        return "A signal on " + channel + " arrived with a wrong CRC-32: look at the splice inserter and at what"
                + " rewrites messages between it and the provider.";
    }
}
