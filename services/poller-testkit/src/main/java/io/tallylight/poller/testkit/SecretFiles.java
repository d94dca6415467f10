package io.tallylight.poller.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The secrets of a test, and every value that was ever one: none of them may show anywhere. */
final class SecretFiles {

    private static final List<String> NAMES = List.of("api-key", "secret-key", "access-key", "password");

    final Path folder;
    private final List<String> planted = new ArrayList<>();

    SecretFiles(Path folder) throws IOException {
        this.folder = folder;
        note();
    }

    boolean showIn(String text) {
        return planted.stream().anyMatch(text::contains);
    }

    void spoil() throws IOException {
        for (Path file : files()) {
            Files.writeString(file, "spoilt-" + UUID.randomUUID());
        }
        note();
    }

    /** Other credentials with the same files, of which no value is right. */
    void plantSpoilt(String credentials, String others) throws IOException {
        Files.createDirectories(folder.resolve(others));
        try (Stream<Path> files = Files.list(folder.resolve(credentials))) {
            for (Path file : files.toList()) {
                Files.writeString(folder.resolve(others).resolve(file.getFileName()), "spoilt-" + UUID.randomUUID());
            }
        }
        note();
    }

    private void note() throws IOException {
        for (Path file : files()) {
            planted.add(Files.readString(file));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> NAMES.contains(file.getFileName().toString()))
                    .toList();
        }
    }
}
