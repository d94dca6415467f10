package io.tallylight.alerter.rules;

import io.tallylight.event.Cue;
import io.tallylight.event.Evidence;
import io.tallylight.event.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** decode_error: a message cannot be read at all, so what it wanted is unknown. */
public record DecodeError(Spots.Patience patience) implements CueRule {

    @Override
    public String code() {
        return "decode_error";
    }

    @Override
    public String definition() {
        return "A message cannot be decoded: bad base64, no splice_info_section, or cut off.";
    }

    @Override
    public Severity severity() {
        return Severity.CRITICAL;
    }

    @Override
    public boolean judges(Cue cue) {
        return true;
    }

    @Override
    public List<Evidence> wrong(Cue cue) {
        return cue.getReadable() ? List.of() : List.of(Anomaly.evidence("findings", findings(cue)));
    }

    private static String findings(Cue cue) {
        String all = cue.getFindings().stream()
                .map(finding -> finding.getCode() + ": " + finding.getDetail())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "the message could not be read" : all;
    }

    @Override
    public String summary(String channel) {
        return "A signal on " + channel + " cannot be decoded, so a break may go unseen: look at the cue's base64 and"
                + " at the splice inserter that sent it.";
    }
}
