package io.tallylight.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void replacesItsOwnSectionAndLeavesTheRest() throws IOException {
        Path file = folder.resolve("results.md");
        ResultsFile results = new ResultsFile(file, "poller");
        results.write(List.of("first"));
        Files.write(file, List.of("What people wrote"), java.nio.file.StandardOpenOption.APPEND);

        results.write(List.of("second"));

        assertThat(file)
                .content()
                .contains("# Results", "second", "What people wrote")
                .doesNotContain("first");
    }
}
