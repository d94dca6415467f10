package io.tallylight.normalizer;

import io.tallylight.normalizer.channels.ChannelNames;
import io.tallylight.normalizer.channels.ChannelsFile;
import io.tallylight.normalizer.channels.InvalidChannels;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import io.tallylight.runtime.Shell;
import io.tallylight.runtime.StreamsLife;
import io.tallylight.schemas.Wire;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the normalizer. */
public final class NormalizerMain {

    public static final Program<?> PROGRAM =
            new Program<>(NormalizerTopology.SERVICE, NormalizerConfig::from, NormalizerMain::start);

    private static final Logger log = LoggerFactory.getLogger(NormalizerMain.class);
    private static final long LOOK_EVERY_MILLIS = 2000;

    private NormalizerMain() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }

    private static Program.Running start(Shell shell, NormalizerConfig config) {
        Supplier<ChannelNames> names =
                config.channels().map(file -> watched(shell.vertx(), file)).orElse(() -> ChannelNames.NONE);
        Wire wire = shell.kafka().wire();
        NormalizerTopology topology = new NormalizerTopology(wire, names, config.rememberFor(), shell.meters());
        Map<String, Object> own = Map.of(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitEvery().toMillis(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        return StreamsLife.start(shell, wire, topology.build(), NormalizerTopology.topics(), own);
    }

    private static Supplier<ChannelNames> watched(Vertx vertx, Path path) {
        try {
            ChannelsFile file = new ChannelsFile(path);
            vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> look(vertx, file));
            return file;
        } catch (InvalidChannels invalid) {
            throw new IllegalStateException("CHANNELS_FILE " + path + " is refused:\n" + invalid.getMessage(), invalid);
        }
    }

    private static void look(Vertx vertx, ChannelsFile file) {
        vertx.executeBlocking(() -> {
                    file.look();
                    return file.get().size();
                })
                .onFailure(
                        fault -> log.error("The channels file cannot be looked at; the names of before go on", fault));
    }
}
