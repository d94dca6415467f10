package io.tallylight.local;

import io.tallylight.runtime.BadInput;
import io.tallylight.sandbox.Scenario;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a demo leaves behind, so that it can go on later: the broker's log and which story is told. Without {@code --data}
 * it is a temporary folder.
 */
record DataDirectory(Path root, boolean lasting, long seed, Instant epoch) implements AutoCloseable {

    private static final long DEFAULT_SEED = 1;

    /**
     * Opens or makes it.
     *
     * @throws BadInput where it cannot be used, or holds the story of another seed
     */
    static DataDirectory open(Optional<Path> data, Optional<Long> seed, Instant now) {
        try {
            Path root = data.isPresent()
                    ? Files.createDirectories(data.get())
                    : Files.createTempDirectory("tallylight-demo-");
            Path file = root.resolve("story.properties");
            if (!Files.exists(file)) {
                write(file, seed.orElse(DEFAULT_SEED), now);
            }
            return read(root, data.isPresent(), file, seed);
        } catch (IOException unusable) {
            throw new BadInput(List.of("The data directory cannot be used: " + unusable));
        }
    }

    /** A temporary one goes away. */
    @Override
    public void close() throws IOException {
        if (lasting) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path targets() {
        return root.resolve("targets");
    }

    Scenario story() {
        return Scenario.demo(seed, epoch);
    }

    private static DataDirectory read(Path root, boolean lasting, Path file, Optional<Long> wanted) throws IOException {
        Properties story = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            story.load(reader);
        }
        long seed = parsed(file, story, "seed", Long::valueOf);
        Instant epoch = parsed(file, story, "epoch", Instant::parse);
        if (wanted.isPresent() && wanted.get() != seed) {
            throw new BadInput(List.of(root + " holds the story of seed " + seed + ", not of " + wanted.get()
                    + ": leave --seed out to go on with it, or name another --data directory"));
        }
        return new DataDirectory(root, lasting, seed, epoch);
    }

    private static <T> T parsed(Path file, Properties story, String key, Function<String, T> parse) {
        try {
            return parse.apply(story.getProperty(key, ""));
        } catch (NumberFormatException | DateTimeParseException malformed) {
            throw new BadInput(
                    List.of(file + " does not say which " + key + " its story has: name another --data directory"));
        }
    }

    private static void write(Path file, long seed, Instant epoch) throws IOException {
        Properties story = new Properties();
        story.setProperty("seed", String.valueOf(seed));
        story.setProperty("epoch", epoch.toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            story.store(writer, "The story that the simulators tell from this directory");
        }
    }
}
