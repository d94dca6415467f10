package io.tallylight.benchmarks;

import static io.tallylight.benchmarks.Goal.atMost;
import static io.tallylight.benchmarks.Goal.ratioAtLeast;
import static io.tallylight.benchmarks.Goal.ratioAtMost;

import io.tallylight.benchmarks.trial.BackfillTrial;
import io.tallylight.benchmarks.trial.Figure;
import io.tallylight.benchmarks.trial.IdleTrial;
import io.tallylight.benchmarks.trial.KillTrial;
import io.tallylight.benchmarks.trial.SteadyTrial;
import io.tallylight.benchmarks.trial.TakeoverTrial;
import io.tallylight.benchmarks.trial.TickTrial;
import io.tallylight.benchmarks.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that is measured of pollers, with the goals of the project's third issue. */
final class PollerCases {

    private static final Duration USUAL = Duration.ofMillis(470);
    private static final List<Goal> STEADY =
            List.of(ratioAtMost(Figure.CPU_PER_MILLION_ROWS, 1.5), ratioAtMost(Figure.P95, 1.25));
    private static final Goal SMALL = atMost(Figure.MOST_RSS, 200);
    private static final Goal QUICK_START = atMost(Figure.FIRST_REQUEST, 2);

    private PollerCases() {}

    /**
     * @param quick a few seconds each: to see that it works, not to believe its figures
     * @param heap of poller and floor
     */
    static List<BenchCase> all(boolean quick, String heap) {
        Duration warmUp = Duration.ofSeconds(quick ? 6 : 25);
        Duration measured = Duration.ofSeconds(quick ? 10 : 25);
        Duration longest = Duration.ofSeconds(quick ? 120 : 600);
        List<BenchCase> all = new ArrayList<>();
        all.add(new BenchCase("steady-1000", steady(1000, false, heap, warmUp, measured), with(STEADY, QUICK_START)));
        all.add(new BenchCase(
                "steady-10000", steady(10_000, false, heap, warmUp, measured), with(STEADY, SMALL, QUICK_START)));
        all.add(new BenchCase("late-1000", steady(1000, true, heap, warmUp, measured), STEADY));
        all.add(new BenchCase("late-10000", steady(10_000, true, heap, warmUp, measured), STEADY));
        all.add(new BenchCase(
                "latency",
                new SteadyTrial(1000, false, Duration.ofMillis(20), heap, warmUp, measured),
                List.of(ratioAtMost(Figure.P50, 1.5), ratioAtMost(Figure.P95, 1.5))));
        all.add(new BenchCase(
                "backfill-1000",
                new BackfillTrial(360, 1000, heap, longest),
                List.of(ratioAtLeast(Figure.ROWS_A_SECOND, 0.6))));
        all.add(new BenchCase(
                "backfill-10000",
                new BackfillTrial(360, 10_000, heap, longest),
                List.of(ratioAtLeast(Figure.ROWS_A_SECOND, 0.6))));
        for (int targets : List.of(100, 1_000, 10_000, 100_000)) {
            all.add(new BenchCase("tick-" + targets, new TickTrial(targets, quick ? 20_000 : 500_000), List.of()));
        }
        for (int targets : List.of(100, 10_000)) {
            all.add(new BenchCase(
                    "idle-" + targets, new IdleTrial(targets, heap, measured), List.of(atMost(Figure.IDLE_CPU, 2))));
        }
        all.add(new BenchCase(
                "kill",
                new KillTrial(1000, heap, warmUp, Duration.ofSeconds(20)),
                List.of(atMost(Figure.RESTART, 3), atMost(Figure.P95, 5000))));
        all.add(new BenchCase("takeover", new TakeoverTrial(1000, heap, Duration.ofSeconds(20)), List.of()));
        return all;
    }

    private static Trial steady(int rows, boolean late, String heap, Duration warmUp, Duration measured) {
        return new SteadyTrial(rows, late, USUAL, heap, warmUp, measured);
    }

    private static List<Goal> with(List<Goal> goals, Goal... more) {
        List<Goal> all = new ArrayList<>(goals);
        all.addAll(List.of(more));
        return all;
    }
}
