package io.tallylight.poller.testkit;

import io.tallylight.event.GapReason;
import io.tallylight.runtime.Program;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.Story;
import io.tallylight.schemas.Topic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/** All that the contract must know about one poller. */
public interface Subject<E extends SpecificRecordBase> {

    /**
     * A past that the provider holds in part only.
     *
     * @param since from when on it is wanted
     * @param heldSince from when on it is held as finely as it once was
     * @param reason of the gap before that
     * @param env settings that say how much is held
     */
    record Past(Instant since, Instant heldSince, GapReason reason, Map<String, String> env) {

        public Past {
            env = Map.copyOf(env);
        }
    }

    Program<?> program();

    Topic<E> topic();

    Future<? extends Simulator> simulator(Vertx vertx, InstantSource clock, Story story);

    /** The poller's own settings: where the simulator is, and whatever makes it fast enough for a test. */
    Map<String, String> env(Simulator simulator);

    /** How far back the targets are read: far enough for some figures, near enough for all of them to be open. */
    Instant since(Instant now);

    /** How far back the targets are rewound: before {@code since} where that is far enough to be settled at once. */
    default Instant rewoundTo(Instant since) {
        return since;
    }

    /** Further back than it holds, by an hour at least. */
    Past past(Instant now);

    /** What must be on the topic: the figures by natural key. */
    Map<String, String> truth(Story story, Instant since, Instant now);

    /** Whether time alone makes it final: not where it still goes on. */
    default boolean settles(E event) {
        return true;
    }

    /** FINAL rows that are remembered still, because they share a bucket of fingerprints with rows that are not. */
    default int rememberedWithOthers() {
        return 0;
    }

    /** The natural key of an event, as in {@link #truth}. */
    String key(E event);

    /** The figures of an event, as in {@link #truth}. */
    String figures(E event);
}
