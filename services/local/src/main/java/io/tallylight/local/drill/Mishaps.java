package io.tallylight.local.drill;

import io.tallylight.local.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Faults of every kind, brought about and ended. Each answers whether a metric showed it: what no metric shows, nobody
 * is woken by.
 */
public final class Mishaps {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Scene scene;
    private final Infrastructure infrastructure;

    public Mishaps(Scene scene, Infrastructure infrastructure) {
        this.scene = scene;
        this.infrastructure = infrastructure;
    }

    /** The provider does wrong until a turn's answer says so: {@code poll_turns_total{answer}}. */
    public boolean provider(Poller poller, ProviderFault fault) {
        Rise turns =
                new Rise(() -> scene.replicas(poller), "poll_turns_total", "answer=\"" + fault.answer(poller) + "\"");
        scene.simulator(poller).faults().strike(fault.at(poller));
        try {
            return within(fault.patience(), turns::seen);
        } finally {
            scene.simulator(poller).faults().lift();
        }
    }

    /** Killed and started anew. What watches it gets no page ({@code up} is 0), then one of a younger process. */
    public boolean kill(Replica replica) {
        double before = replica.metric("process_start_time_seconds");
        replica.process().kill();
        boolean gone = replica.process().look().isEmpty();
        replica.start();
        return within(PATIENCE, () -> replica.metric("process_start_time_seconds") > before) && gone;
    }

    /** Stopped past its session, and woken when another replica polls: {@code poll_targets} moves to that one. */
    public boolean pause(Replica replica, Replica other) {
        replica.process().pause();
        try {
            boolean gone = replica.process().look().isEmpty();
            return within(PATIENCE, other::polls) && gone;
        } finally {
            replica.process().wake();
        }
    }

    /** The broker goes for a while and comes back on its data: {@code kafka_consumer_connection_close_total}. */
    public boolean broker(Duration away) {
        Rise lost = new Rise(scene::replicas, "kafka_consumer_connection_close_total", "");
        infrastructure.kafka().stop();
        try {
            boolean shown = within(PATIENCE, lost::seen);
            rest(away);
            return shown;
        } finally {
            infrastructure.kafka().start();
        }
    }

    /**
     * The registry goes for a while, and a poller must start without it: it polls nothing meanwhile ({@code poll_targets}
     * is 0) and says what it waits for.
     */
    public boolean registry(Replica replica, Duration away) {
        infrastructure.stopRegistry();
        try {
            replica.process().kill();
            replica.start();
            boolean shown = within(away.plus(PATIENCE), () -> waitsForRegistry(replica));
            rest(away);
            return shown && replica.metric("poll_targets") == 0;
        } finally {
            infrastructure.startRegistry();
        }
    }

    /** Providers correct the figures of the last minutes: {@code poll_rows_total{outcome="revised"}}. */
    public boolean restate(Poller poller) {
        Rise revised = new Rise(() -> scene.replicas(poller), "poll_rows_total", "outcome=\"revised\"");
        scene.restate();
        return within(PATIENCE, revised::seen);
    }

    private static boolean waitsForRegistry(Replica replica) {
        Optional<String> waits = replica.waiting();
        return waits.isPresent() && waits.get().toLowerCase(Locale.ROOT).contains("registry");
    }

    /** Looks again and again; a drill has nothing else to do meanwhile. */
    static boolean within(Duration patience, BooleanSupplier seen) {
        long until = System.nanoTime() + patience.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            rest(LOOK);
        }
        return true;
    }

    static void rest(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The drill was interrupted", interrupted);
        }
    }

    /** A counter that has risen since, in any replica; one that began anew counts from there. */
    private static final class Rise {

        private final Supplier<List<Replica>> replicas;
        private final String name;
        private final String label;
        private double least;

        Rise(Supplier<List<Replica>> replicas, String name, String label) {
            this.replicas = replicas;
            this.name = name;
            this.label = label;
            this.least = now();
        }

        boolean seen() {
            double now = now();
            least = Math.min(least, now);
            return now > least;
        }

        private double now() {
            return replicas.get().stream()
                    .mapToDouble(replica -> Math.max(0, replica.metric(name, label)))
                    .sum();
        }
    }
}
