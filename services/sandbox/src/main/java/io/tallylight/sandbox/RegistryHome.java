package io.tallylight.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Apicurio Registry lies unpacked: the system property tallylight.registry, else the environment's
 * TALLYLIGHT_REGISTRY_HOME, else where this module's build puts it.
 */
record RegistryHome(Path directory, Path runner) {

    static RegistryHome find() {
        Path directory = Optional.ofNullable(System.getProperty("tallylight.registry"))
                .or(() -> Optional.ofNullable(System.getenv("TALLYLIGHT_REGISTRY_HOME")))
                .map(Path::of)
                .orElseGet(
                        () -> Path.of(System.getProperty("tallylight.root", "."), "services/sandbox/target/registry"));
        return at(directory);
    }

    static RegistryHome at(Path directory) {
        if (!Files.isDirectory(directory)) throw missing(directory);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .map(runner -> new RegistryHome(directory, runner))
                    .orElseThrow(() -> missing(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its class path, and at the end this class's own, where {@link ChildMain} is. */
    String classPath() {
        String ours = Path.of(locationOfOurs()).toString();
        return String.join(File.pathSeparator, List.of(runner.toString(), directory.resolve("lib") + "/*", ours));
    }

    private static URI locationOfOurs() {
        return URI.create(RegistryHome.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
    }

    private static IllegalStateException missing(Path directory) {
        return new IllegalStateException("The schema registry is not in " + directory.toAbsolutePath()
                + ": build services/sandbox (mvn -pl services/sandbox -am package),"
                + " or name its directory in TALLYLIGHT_REGISTRY_HOME");
    }
}
