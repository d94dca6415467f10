package io.tallylight.local.drill;

import io.tallylight.local.Infrastructure;
import io.tallylight.local.Progress;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the drill can be told. {@link DrillRun} is the drill itself. */
@Command(
        name = "scripts/drill",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Gets the pollers into every kind of trouble at random, against simulated providers, and then compares the",
            "topics with the truth: missing, duplicate, stale. Builds first if that is needed.",
            ""
        },
        footer = {
            "",
            "Exit code: 0; 1 if a topic is wrong, a limit was passed, or no metric showed a kind of fault; 2 if an",
            "option is wrong. JAVA_OPTS is passed on to Java."
        })
final class Drill implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Which story is told, and which faults come when. Default: by chance, and printed")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the pollers' logs and the broker's data are, and stay."
                    + " Default: a temporary folder, removed if nothing was wrong")
    private @Nullable Path data;

    @Option(
            names = "--without",
            paramLabel = "FAULT",
            split = ",",
            description = "Leave these faults of providers out: ${COMPLETION-CANDIDATES}")
    private Set<ProviderFault> without = EnumSet.noneOf(ProviderFault.class);

    @Override
    public Integer call() throws Exception {
        if (minutes < 1) {
            throw new ParameterException(spec.commandLine(), "--minutes must be at least 1, found " + minutes);
        }
        Progress progress = new Progress(System.out);
        long chosen = seed == null ? RandomGenerator.getDefault().nextInt(1_000_000) : seed;
        Path folder = data == null ? Files.createTempDirectory("tallylight-drill-") : Files.createDirectories(data);
        progress.say("Tallylight drill: " + minutes + " min, seed " + chosen + ", data in " + folder);
        int exitCode = run(progress, chosen, folder);
        if (exitCode == 0 && data == null) {
            delete(folder);
        } else {
            progress.say("What the pollers said is in " + folder);
        }
        return exitCode;
    }

    private int run(Progress progress, long chosen, Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Infrastructure infrastructure =
                        Infrastructure.start(0, 0, Optional.of(folder.resolve("kafka")), progress::say);
                Scene scene = Scene.begin(infrastructure, folder, chosen, vertx)) {
            return new DrillRun(scene, infrastructure, progress, chosen, without)
                    .untilItEnds(Duration.ofMinutes(minutes));
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
