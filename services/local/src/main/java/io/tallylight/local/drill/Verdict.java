package io.tallylight.local.drill;

import io.tallylight.local.truth.Truths.Finding;
import io.tallylight.local.truth.Truths.Flaw;
import java.util.List;

/** What became of one topic: nothing may be missing, nothing there twice, nothing stale. */
public record Verdict(String topic, long records, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    public long count(Flaw flaw) {
        return findings.stream().filter(finding -> finding.flaw() == flaw).count();
    }

    /** The three numbers. */
    public String line() {
        return String.format(
                "%-13s missing %d, duplicate %d, stale %d  (%d records)",
                topic, count(Flaw.MISSING), count(Flaw.DUPLICATE), count(Flaw.STALE), records);
    }
}
