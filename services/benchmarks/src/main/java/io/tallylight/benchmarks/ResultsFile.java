package io.tallylight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** results.md, of which a bench owns what lies between its two markers; the rest is written by people. */
record ResultsFile(Path file, String bench) {

    void write(List<String> section) throws IOException {
        List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of("# Results", "");
        int begin = before.indexOf(begin());
        int end = before.indexOf(end());
        List<String> after = new ArrayList<>(before.subList(0, begin < 0 || end < begin ? before.size() : begin));
        after.add(begin());
        after.addAll(section);
        after.add(end());
        if (begin >= 0 && end >= begin) {
            after.addAll(before.subList(end + 1, before.size()));
        }
        Files.write(file, after);
    }

    private String begin() {
        return "<!-- " + bench + ": written by scripts/bench " + bench + " --write -->";
    }

    private String end() {
        return "<!-- " + bench + ": end -->";
    }
}
