package io.tallylight.alerter.watch;

import io.tallylight.alerter.rules.Anomaly;
import io.tallylight.alerter.rules.Facts;
import io.tallylight.alerter.rules.Rule;
import io.tallylight.event.AlertStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what rules hold with what fires already: an alert fires once, is told again only when it gets worse, and resolves once. */
record Ledger(List<Rule> rules) {

    /** What fires afterwards, and what is to be told. */
    record Outcome(List<Firing> firing, List<Edge> edges) {}

    Outcome settle(List<Firing> open, Facts facts, Instant now) {
        List<Firing> firing = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (Rule rule : rules) {
            for (Anomaly anomaly : rule.holding(facts, now)) {
                hold(rule.code(), anomaly, open, now, firing, edges);
            }
        }
        for (Firing one : open) {
            if (firing.stream().noneMatch(other -> other.isOf(one.rule(), one.anomaly()))) {
                edges.add(new Edge(next(one.rule(), one.anomaly(), one.revision()), AlertStatus.RESOLVED, now));
            }
        }
        return new Outcome(List.copyOf(firing), List.copyOf(edges));
    }

    private static void hold(
            String code, Anomaly anomaly, List<Firing> open, Instant now, List<Firing> firing, List<Edge> edges) {
        if (firing.stream().anyMatch(one -> one.isOf(code, anomaly))) {
            return; // two breaks with one event id are one alert
        }
        Optional<Firing> known =
                open.stream().filter(one -> one.isOf(code, anomaly)).findFirst();
        Firing after = known.map(one -> worsened(one, anomaly)).orElseGet(() -> next(code, anomaly, 0));
        firing.add(after);
        if (known.isEmpty() || after.revision() > known.get().revision()) {
            edges.add(new Edge(after, AlertStatus.FIRING, now));
        }
    }

    private static Firing worsened(Firing known, Anomaly anomaly) {
        Anomaly before = known.anomaly();
        if (anomaly.severity().compareTo(before.severity()) <= 0) {
            return known;
        }
        Anomaly worse = new Anomaly(
                before.subject(),
                anomaly.severity(),
                before.since(),
                anomaly.summary(),
                anomaly.evidence(),
                anomaly.cueIds());
        return next(known.rule(), worse, known.revision());
    }

    private static Firing next(String code, Anomaly anomaly, int revision) {
        return new Firing(code, anomaly, revision + 1);
    }
}
