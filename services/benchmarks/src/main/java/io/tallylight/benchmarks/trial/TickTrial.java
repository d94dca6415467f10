package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.poller.engine.TickCost;
import java.nio.file.Path;
import java.util.Map;

/** What the engine's look at the clock costs with so many targets, in this process. */
public record TickTrial(int targets, int ticks) implements Trial {

    private static final int DUE = 10;

    @Override
    public boolean hasFloor() {
        return false;
    }

    /** The first thousand targets warm the code up, so that the order of the cases does not matter. */
    @Override
    public Outcome run(Stage stage, Subject subject, Path folder) {
        new TickCost(1000, DUE).nanos(ticks / 10);
        return Outcome.of(Map.of(
                Figure.TICK_IDLE, new TickCost(targets, 0).nanos(ticks),
                Figure.TICK_DUE, new TickCost(targets, DUE).nanos(ticks / 10)));
    }
}
