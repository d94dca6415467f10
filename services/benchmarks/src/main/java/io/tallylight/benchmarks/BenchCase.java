package io.tallylight.benchmarks;

import io.tallylight.benchmarks.trial.Trial;
import java.util.List;

/** A trial by its name on the command line, and what it has to reach. */
record BenchCase(String name, Trial trial, List<Goal> goals) {}
