package io.tallylight.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Metric;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import io.tallylight.normalizer.mapping.Verdict.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A verdict as a test wants to see it. */
public final class Judged {

    private Judged() {}

    public static Accepted accepted(Verdict verdict) {
        assertThat(verdict.rejected()).isEmpty();
        return verdict.accepted().get(0);
    }

    public static Rejected rejected(Verdict verdict) {
        assertThat(verdict.accepted()).isEmpty();
        return verdict.rejected().get(0);
    }

    public static List<Metric> metrics(Verdict verdict) {
        Accepted accepted = accepted(verdict);
        return accepted.figures().stream()
                .map(figure -> figure.metric(accepted.source()))
                .toList();
    }

    /** Values by the part's text. */
    public static Map<String, Double> values(Verdict verdict) {
        Map<String, Double> values = new LinkedHashMap<>();
        accepted(verdict).figures().forEach(figure -> values.put(figure.part().text(), figure.value()));
        return values;
    }
}
