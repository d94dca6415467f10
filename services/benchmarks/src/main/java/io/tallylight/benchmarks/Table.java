package io.tallylight.benchmarks;

import io.tallylight.benchmarks.stage.Subject;
import io.tallylight.benchmarks.trial.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Results as a table, in Markdown: what people read on the terminal is what the file holds. */
final class Table {

    private static final List<String> HEAD =
            List.of("case", "figure", "poller: median (least..most)", "floor", "ratio", "goal", "met");

    private final List<List<String>> lines = new ArrayList<>();

    Table(List<Results> all) {
        lines.add(HEAD);
        all.forEach(this::add);
    }

    /** Columns as wide as what is in them. */
    List<String> markdown() {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        List<String> text =
                new ArrayList<>(lines.stream().map(line -> row(line, widths)).toList());
        text.add(1, "| " + String.join(" | ", HEAD.stream().map(column -> "---").toList()) + " |");
        return text;
    }

    private void add(Results results) {
        for (Figure figure : Figure.values()) {
            boolean measured = Stream.of(Subject.values())
                    .anyMatch(subject -> results.spread(subject, figure).isPresent());
            List<Goal> goals = results.bench().goals().stream()
                    .filter(goal -> goal.figure() == figure)
                    .toList();
            if (measured || !goals.isEmpty()) {
                lines.add(line(results, figure, goals));
            }
        }
    }

    private static List<String> line(Results results, Figure figure, List<Goal> goals) {
        return List.of(
                results.bench().name(),
                figure.title(),
                shown(results, Subject.POLLER, figure),
                shown(results, Subject.FLOOR, figure),
                results.ratio(figure)
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .orElse(""),
                String.join(", ", goals.stream().map(Goal::words).toList()),
                String.join(", ", goals.stream().map(goal -> met(results, goal)).toList()));
    }

    private static String met(Results results, Goal goal) {
        return results.met(goal).map(met -> met ? "yes" : "NO").orElse("NOT MEASURED");
    }

    private static String shown(Results results, Subject subject, Figure figure) {
        return results.spread(subject, figure)
                .map(spread -> figure.show(spread.median())
                        + (spread.runs() == 1
                                ? ""
                                : " (" + figure.show(spread.least()) + ".." + figure.show(spread.most()) + ")"))
                .orElse("");
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            row.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(" |");
        }
        return row.toString();
    }
}
