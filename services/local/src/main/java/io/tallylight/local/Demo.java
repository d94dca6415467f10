package io.tallylight.local;

import io.tallylight.runtime.BadInput;
import io.tallylight.sandbox.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the demo can be told. {@link DemoRun} is the demo itself. */
@Command(
        name = "scripts/demo",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs the whole of Tallylight on this machine against simulated providers and shows what flows.",
            "Builds it first if that is needed.",
            ""
        },
        footer = {
            "",
            "Exit code: 0; 1 if it could not start or a topic stayed silent; 2 if an option is wrong.",
            "JAVA_OPTS is passed on to Java."
        })
final class Demo implements Callable<Integer> {

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stop by itself after so long (90s, 5m) and fail if a topic that must flow stayed silent."
                    + " Default: until Ctrl-C")
    private @Nullable Duration length;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Default: ${DEFAULT-VALUE}; 0 takes a free one, also below")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "N",
            defaultValue = "8085",
            description = "Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--ops-port",
            paramLabel = "N",
            defaultValue = "8091",
            description = "First of six ports for health and metrics, one a service. Default: ${DEFAULT-VALUE}")
    private int opsPort;

    @Option(
            names = "--console-port",
            paramLabel = "N",
            description = "Kept for the live web page, which is not built yet: nothing listens there.")
    private @Nullable Integer consolePort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which story the simulators tell. Default: 1, or that of --data")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep everything there; started again on it, the demo goes on where it was."
                    + " Default: a temporary folder, removed at the end")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        mustBeFree();
        Progress progress = new Progress(System.out);
        if (consolePort != null) {
            progress.say("The live web page is not built yet: nothing will listen on port " + consolePort);
        }
        try (DataDirectory directory =
                DataDirectory.open(Optional.ofNullable(data), Optional.ofNullable(seed), Instant.now())) {
            DemoRun.Places places = new DemoRun.Places(kafkaPort, registryPort, opsPort);
            return new DemoRun(directory, places, Optional.ofNullable(length), progress).untilItEnds();
        }
    }

    private void mustBeFree() {
        Ports ports = new Ports();
        ports.want("Kafka", "--kafka-port", kafkaPort);
        ports.want("the schema registry", "--registry-port", registryPort);
        for (int i = 0; opsPort != 0 && i < Services.ALL.size(); i++) {
            ports.want("the health of " + Services.ALL.get(i).name(), "--ops-port", opsPort + i);
        }
        if (!ports.problems().isEmpty()) {
            throw new BadInput(ports.problems());
        }
    }
}
