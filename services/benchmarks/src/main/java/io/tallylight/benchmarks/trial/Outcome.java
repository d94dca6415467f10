package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.topic.Tally;
import java.util.Map;

/** What one run gave. Figures of a run whose topic is not right do not count; {@code tally} is empty where there is none. */
public record Outcome(Map<Figure, Double> figures, boolean right, String tally) {

    static Outcome of(Map<Figure, Double> figures, Tally tally) {
        String said = "missing " + tally.missing() + ", stale " + tally.stale() + ", duplicate " + tally.duplicate()
                + " of " + tally.rows() + " rows";
        said += tally.firstDuplicate().isEmpty() ? "" : " (the first: " + tally.firstDuplicate() + ")";
        return new Outcome(figures, tally.isRight() && tally.rows() > 0, said);
    }

    /** Of a run without a topic to compare. */
    static Outcome of(Map<Figure, Double> figures) {
        return new Outcome(figures, true, "");
    }

    /** Of a run that came to no end. */
    public static Outcome failed(String why) {
        return new Outcome(Map.of(), false, why);
    }
}
