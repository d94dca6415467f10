package io.tallylight.poller.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Prints what urgency is worth against round robin, over five days of chance: the figures of {@code results.md} and
 * RATIONALE. Each argument is another patience to be tried, such as {@code 1,3}.
 */
final class UrgencySimulation {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int SEEDS = 5;

    private UrgencySimulation() {}

    public static void main(String[] patiences) {
        for (int count : new int[] {10, 100, 1000}) {
            print(count, "round robin", Patience.NONE, false);
            print(count, "urgency", Patience.TUNED, true);
            for (String patience : patiences) {
                String[] two = patience.split(",", -1);
                Patience other = new Patience(Double.parseDouble(two[0]), Double.parseDouble(two[1]), 12);
                print(count, patience, other, true);
            }
        }
    }

    @SuppressWarnings("SystemOut") // that is what it is for
    private static void print(int count, String name, Patience patience, boolean hints) {
        List<Channels> days = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            days.add(new Channels(count, DAY, patience, hints, seed));
        }
        System.out.println(count + " channels, " + name);
        System.out.println("  start  " + figures(days, day -> day.starts));
        System.out.println("  end    " + figures(days, day -> day.ends));
        for (Urgency urgency : Urgency.values()) {
            Duration longest = days.stream()
                    .map(day -> day.longest(urgency))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            System.out.println("  longest interval " + urgency + " " + longest.toSeconds() + " s");
        }
    }

    private static String figures(List<Channels> days, java.util.function.Function<Channels, List<Double>> of) {
        return "mean " + spread(days, day -> Channels.mean(of.apply(day)))
                + ", p50 " + spread(days, day -> Channels.percentile(of.apply(day), 50))
                + ", p95 " + spread(days, day -> Channels.percentile(of.apply(day), 95))
                + " s of " + days.stream().mapToInt(day -> of.apply(day).size()).sum();
    }

    private static String spread(List<Channels> days, ToDoubleFunction<Channels> figure) {
        double[] all = days.stream().mapToDouble(figure).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", all[all.length / 2], all[0], all[all.length - 1]);
    }
}
