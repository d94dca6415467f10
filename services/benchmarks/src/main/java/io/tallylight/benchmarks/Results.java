package io.tallylight.benchmarks;

import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.trial.Figure;
import io.tallylight.benchmarks.trial.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of one case. Figures of runs that failed do not count; that they failed does. */
final class Results {

    private final BenchCase bench;
    private final Map<Subject, List<Outcome>> outcomes = new EnumMap<>(Subject.class);

    Results(BenchCase bench) {
        this.bench = bench;
    }

    BenchCase bench() {
        return bench;
    }

    void add(Subject subject, Outcome outcome) {
        outcomes.computeIfAbsent(subject, none -> new ArrayList<>()).add(outcome);
    }

    Optional<Spread> spread(Subject subject, Figure figure) {
        List<Double> values = of(subject).stream()
                .filter(Outcome::right)
                .map(outcome -> outcome.figures().getOrDefault(figure, Double.NaN))
                .filter(value -> !value.isNaN())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** The poller's median over the floor's. */
    Optional<Double> ratio(Figure figure) {
        return spread(Subject.POLLER, figure)
                .flatMap(poller -> spread(Subject.FLOOR, figure).map(floor -> poller.median() / floor.median()));
    }

    /** Empty where nothing could be measured. */
    Optional<Boolean> met(Goal goal) {
        Optional<Double> is = goal.ratio()
                ? ratio(goal.figure())
                : spread(Subject.POLLER, goal.figure()).map(Spread::median);
        return is.map(goal::isMet);
    }

    /** Runs whose topic was not right, or that came to no end: a line each. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        outcomes.forEach((subject, runs) -> runs.stream()
                .filter(run -> !run.right())
                .forEach(run -> failures.add(bench.name() + ", " + name(subject) + ": "
                        + run.tally().lines().findFirst().orElse(""))));
        return failures;
    }

    static String name(Subject subject) {
        return subject.name().toLowerCase(java.util.Locale.ROOT);
    }

    private List<Outcome> of(Subject subject) {
        return outcomes.getOrDefault(subject, List.of());
    }
}
