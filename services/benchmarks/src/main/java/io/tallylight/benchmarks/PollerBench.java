package io.tallylight.benchmarks;

import io.tallylight.benchmarks.stage.Stage;
import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code scripts/bench poller}: poller and floor by turns, so that both see the machine as it is. */
@Command(
        name = "poller",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Measures poller-scaleengine against a bare loop.",
        footer = {"", "Exit code: 0; 1 if the topic of any run was not right; 2 if an option is wrong."})
final class PollerBench implements Callable<Integer> {

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(names = "--only", paramLabel = "CASE", split = ",", description = "These cases only; --list names all")
    private @Nullable List<String> only;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "128m",
            description = "-Xmx of poller and floor. Default: ${DEFAULT-VALUE}, as shipped")
    private String heap = "128m";

    @Option(names = "--quick", description = "A few seconds a case: shows that it works, its figures prove nothing")
    private boolean quick;

    @Option(names = "--list", description = "Name the cases and end")
    private boolean list;

    @Option(
            names = "--write",
            description = "Write the table to services/benchmarks/results.md; one of --only stands beside the others")
    private boolean write;

    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private picocli.CommandLine.Model.CommandSpec spec;

    private final Path root = Path.of(System.getProperty("tallylight.root", "."));
    private final long begun = System.nanoTime();

    @Override
    public Integer call() throws IOException {
        List<BenchCase> cases = chosen();
        if (list) {
            cases.forEach(bench -> System.out.println(bench.name()));
            return 0;
        }
        List<Results> all = cases.stream().map(Results::new).toList();
        say("Starting Kafka (in this process) and the schema registry");
        try (Stage stage = Stage.start()) {
            all.forEach(results -> measure(stage, results));
        }
        List<String> section = section(all);
        section.forEach(System.out::println);
        if (write) {
            String bench = only == null ? "poller" : "poller --only " + String.join(",", only);
            new ResultsFile(root.resolve("services/benchmarks/results.md"), bench).write(section);
        }
        return all.stream().allMatch(results -> results.failures().isEmpty()) ? 0 : 1;
    }

    private List<BenchCase> chosen() {
        List<BenchCase> all = PollerCases.all(quick, heap);
        if (only == null) {
            return all;
        }
        List<String> names = all.stream().map(BenchCase::name).toList();
        if (!names.containsAll(only)) {
            throw new ParameterException(spec.commandLine(), "--only: the cases are " + String.join(", ", names));
        }
        List<String> wanted = only;
        return all.stream().filter(bench -> wanted.contains(bench.name())).toList();
    }

    private void measure(Stage stage, Results results) {
        BenchCase bench = results.bench();
        for (int run = 1; run <= runs; run++) {
            for (Subject subject : bench.trial().hasFloor() ? Subject.values() : new Subject[] {Subject.POLLER}) {
                Outcome outcome = outcome(stage, bench, subject);
                results.add(subject, outcome);
                say(bench.name() + " " + run + "/" + runs + " " + Results.name(subject) + ": " + words(outcome));
            }
        }
    }

    /** A run that breaks costs no other run. */
    private Outcome outcome(Stage stage, BenchCase bench, Subject subject) {
        Path folder = temporary();
        Outcome outcome;
        try {
            outcome = bench.trial().run(stage, subject, folder);
        } catch (RuntimeException broken) { // told with the results
            outcome = Outcome.failed(broken.toString());
        }
        if (outcome.right()) {
            delete(folder);
            return outcome;
        }
        say("What it was told and what it logged stays in " + folder);
        return outcome;
    }

    private static String words(Outcome outcome) {
        List<String> words = new ArrayList<>();
        outcome.figures().forEach((figure, value) -> words.add(figure.title() + " " + figure.show(value)));
        if (!outcome.tally().isEmpty()) {
            words.add((outcome.right() ? "" : "FAILED: ") + outcome.tally());
        }
        return String.join("; ", words);
    }

    private List<String> section(List<Results> all) {
        List<String> section = new ArrayList<>();
        section.add("");
        section.add("Measured on " + LocalDate.now(java.time.ZoneOffset.UTC) + ": " + Machine.inWords() + ".");
        section.add("Command: `scripts/bench poller --runs " + runs + (quick ? " --quick" : "")
                + (heap.equals("128m") ? "" : " --heap " + heap)
                + (only == null ? "" : " --only " + String.join(",", only)) + "`.");
        section.add("");
        section.addAll(new Table(all).markdown());
        section.add("");
        List<String> failures =
                all.stream().flatMap(results -> results.failures().stream()).toList();
        section.add(failures.isEmpty() ? "In every run: missing 0, stale 0, duplicate 0." : "Runs that failed:");
        failures.forEach(failure -> section.add("- " + failure));
        section.add("");
        return section;
    }

    private void say(String line) {
        System.out.printf(java.util.Locale.ROOT, "[%4d s] %s%n", (System.nanoTime() - begun) / 1_000_000_000, line);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tallylight-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
