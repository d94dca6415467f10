package io.tallylight.runtime;

import io.tallylight.event.Target;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.ForeachAction;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The smallest service there can be: what comes in on one topic goes out on another. */
public final class Relay {

    static final Topic<Target> IN = Topics.TARGETS_POLYV;
    static final Topic<Target> OUT = Topics.TARGETS_WANGSU;
    static final Program<Integer> PROGRAM = watched((key, target) -> {});

    private Relay() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }

    /** A relay that shows every record to {@code each}, which may throw. */
    static Program<Integer> watched(ForeachAction<String, Target> each) {
        return new Program<>("relay", env -> env.integer("UNUSED", 0, 0, 1), (shell, unused) -> start(shell, each));
    }

    static Program.Running start(Shell shell, Integer unused) {
        return PROGRAM.body().start(shell, unused);
    }

    private static Program.Running start(Shell shell, ForeachAction<String, Target> each) {
        Wire wire = shell.kafka().wire();
        List<Topic<?>> topics = List.of(IN, OUT, Topics.REJECTIONS);
        return StreamsLife.start(
                shell, wire, topology(wire, each), topics, Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L));
    }

    private static Topology topology(Wire wire, ForeachAction<String, Target> each) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        wire.name(IN),
                        Consumed.with(Serdes.String(), wire.serde(IN)).withName("relay-read"))
                .peek(each, Named.as("relay-watch"))
                .to(
                        wire.name(OUT),
                        Produced.with(Serdes.String(), wire.serde(OUT)).withName("relay-write"));
        return builder.build();
    }
}
