package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.runtime.Rejections;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a look at the clock costs the engine: without Kafka, network and threads, under virtual time. */
public final class TickCost {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofDays(3650);

    private static final int TICKS_A_SAVE = 250;

    private final Nothing nothing = new Nothing();
    private final List<Fetch<Nothing.Ask>> asked = new ArrayList<>();
    private final PollEngine<Nothing.Ask> engine;
    private int ticks;
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    /** So many targets, of which {@code due} are due at every tick and the others not in years. */
    public TickCost(int targets, int due) {
        Intake intake =
                new Intake(nothing.provider(), new Stamp(nothing.topic().schema()), nothing, new Rejections("bench"));
        Pace pace = new Pace(new SplittableRandom(1));
        engine = new PollEngine<>(
                nothing,
                nothing,
                intake,
                pace,
                nothing,
                new Bounds(Integer.MAX_VALUE, Duration.ZERO),
                asked::add,
                recall -> {});
        List<PollTarget> all = new ArrayList<>();
        for (int i = 0; i < targets; i++) {
            all.add(new PollTarget("t" + i, (i < due ? TICK : SELDOM).toMillis(), now, Map.of(), null));
        }
        engine.accept(new Target("a", 1, now, "scaleengine", "a", "c", all), now);
    }

    /** As PollProcessor does it: answers first, then what is due. */
    private void tick() {
        now = now.plus(TICK);
        List<Fetch<Nothing.Ask>> answered = List.copyOf(asked);
        asked.clear();
        for (Fetch<Nothing.Ask> fetch : answered) {
            engine.answered(fetch, new Answer.Data<>(List.of(), List.of(), List.of()), now);
        }
        engine.take(500, now);
        engine.turn(now);
        engine.show(now);
        if (engine.mustSave() || ++ticks % TICKS_A_SAVE == 0) {
            engine.save();
        }
    }

    /** Nanoseconds of CPU a tick, once all targets had their first turn and the code is warm. */
    public double nanos(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            tick();
        }
        return (double) (threads.getCurrentThreadCpuTime() - before) / count;
    }
}
