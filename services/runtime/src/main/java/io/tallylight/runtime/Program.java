package io.tallylight.runtime;

import java.util.function.Function;

/**
 * What makes one service differ from another: its name, its settings and what it runs.
 *
 * @param settings read together with the common ones, so that all problems are told at once
 */
public record Program<C>(String name, Function<Env, C> settings, Body<C> body) {

    /** Starts what the service runs; it returns at once and gets ready in its own time. */
    @FunctionalInterface
    public interface Body<C> {
        Running start(Shell shell, C settings);
    }

    /** Something that runs until it is stopped. */
    @FunctionalInterface
    public interface Running {
        /** Asks for nothing more, finishes what is in flight, and commits it; blocks until that is done. */
        void stop();
    }
}
