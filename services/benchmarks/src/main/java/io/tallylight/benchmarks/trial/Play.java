package io.tallylight.benchmarks.trial;

import io.tallylight.benchmarks.provider.FakeScaleEngine;
import io.tallylight.benchmarks.provider.Truth;
import io.tallylight.benchmarks.provider.VirtualClock;
import io.tallylight.benchmarks.stage.Child;
import io.tallylight.benchmarks.stage.Patience;
import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.topic.Checker;
import io.tallylight.benchmarks.topic.Ledger;
import io.tallylight.benchmarks.topic.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/** All around a subject for one run: its topics, its provider, its orders, and the checker. */
final class Play implements AutoCloseable {

    /** One virtual minute a second. */
    static final int MINUTE_A_SECOND = 60;

    static final String PATH = "/one/";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    final Truth truth;
    final Ledger ledger;
    final FakeScaleEngine provider;
    final Stage.Scene scene;
    final Subject.Order order;
    private final Checker checker;

    private Play(Stage.Scene scene, Truth truth, Subject.Order order, FakeScaleEngine provider) {
        this.scene = scene;
        this.truth = truth;
        this.order = order;
        this.provider = provider;
        this.ledger = new Ledger(truth);
        this.checker = Checker.start(
                scene.bootstrap(), scene.partitions(name -> name.equals(scene.prefix() + "viewer")), ledger);
    }

    /** A window a second from now on. */
    static Play steady(Stage stage, int rows, boolean late, Duration every, String heap, Path folder) {
        Stage.Scene scene = stage.scene();
        VirtualClock clock = new VirtualClock(InstantSource.system(), MINUTE_A_SECOND);
        Truth truth = new Truth(clock, minute(clock.millis()), Integer.MAX_VALUE, rows, late);
        return of(scene, truth, every, heap, 1, folder);
    }

    /** So many whole minutes before now, and nothing more. */
    static Play past(Stage stage, int windows, int rows, String heap, Path folder) {
        Stage.Scene scene = stage.scene();
        VirtualClock clock = new VirtualClock(InstantSource.system(), 1);
        Truth truth = new Truth(clock, minute(clock.millis()) - windows * Truth.MINUTE, windows, rows, false);
        return of(scene, truth, Duration.ofSeconds(1), heap, 1, folder);
    }

    /** Nothing ever happens on any of the targets. */
    static Play silence(Stage stage, int targets, String heap, Path folder) {
        Stage.Scene scene = stage.scene();
        VirtualClock clock = new VirtualClock(InstantSource.system(), 1);
        Truth truth = new Truth(clock, minute(clock.millis()), 0, 0, false);
        return of(scene, truth, Duration.ofHours(24), heap, targets, folder);
    }

    private static Play of(Stage.Scene scene, Truth truth, Duration every, String heap, int targets, Path folder) {
        FakeScaleEngine provider = FakeScaleEngine.start(truth, InstantSource.system());
        Subject.Order order = new Subject.Order(
                provider.uri(PATH), every, Instant.ofEpochMilli(truth.first()), heap, targets, folder);
        Subject.write(order);
        return new Play(scene, truth, order, provider);
    }

    /** Seconds from a child's start to its first request. */
    double firstRequest(Child child, String path) {
        boolean came = Patience.until(
                LONGEST_START, () -> asked(path, child.startedAt()).isPresent() || !child.isAlive());
        OptionalLong first = asked(path, child.startedAt());
        if (!came || first.isEmpty()) {
            throw child.isAlive()
                    ? new IllegalStateException("No request in a minute:\n" + child.tail())
                    : child.ended();
        }
        return (first.getAsLong() - child.startedAt()) / 1000.0;
    }

    OptionalLong asked(String path, long since) {
        return provider.requests().first(path, since);
    }

    /** The provider stands still, so that the subject can catch up; what is not there after that is missing. */
    Tally end(Duration longest) {
        truth.clock().freeze();
        Patience.until(longest, () -> tally().isComplete());
        Patience.until(Duration.ofSeconds(1), () -> false); // a duplicate may still be on its way
        return tally();
    }

    Tally tally() {
        return ledger.tally(truth.clock().millis());
    }

    @Override
    public void close() {
        checker.close();
        provider.close();
        scene.close();
    }

    private static long minute(long millis) {
        return millis - Math.floorMod(millis, Truth.MINUTE);
    }
}
