package io.tallylight.poller.scaleengine;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import io.tallylight.poller.scaleengine.ScaleEngineAsk.Graph;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What to ask ScaleEngine in one turn: all that is open, by the minute where the provider still holds minutes, by the hour
 * where it holds hours, by the day before that. Pure.
 */
final class ScaleEnginePlan {

    static final int MOST_ASKS = 8;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LEAST_OVERLAP =
            MINUTE.multipliedBy(2); // the newest bucket, and the one that it followed

    private final ZoneId zone;
    private final Instant now;
    private final Instant hoursFrom;
    private final Instant minutesFrom;
    private final Instant finalBefore;

    private ScaleEnginePlan(ScaleEngineConfig config, Instant now) {
        this.zone = config.zone();
        this.now = now;
        // The overlap is a margin too: what is planned just within the retention is asked for a little later.
        Instant days = Graph.MONTH_BY_DAY.ceiling(now.minus(config.hoursHeld()).plus(config.overlap()), zone);
        Instant hours =
                Graph.WEEK_BY_HOUR.ceiling(now.minus(config.minutesHeld()).plus(config.overlap()), zone);
        this.hoursFrom = earlier(days, hours);
        this.minutesFrom = hours;
        this.finalBefore = minute(now.minus(later(config.overlap(), LEAST_OVERLAP)));
    }

    static Plan<ScaleEngineAsk> of(ScaleEngineConfig config, Cursor cursor, Instant now, Duration every) {
        return new ScaleEnginePlan(config, now).plan(cursor, every);
    }

    private Plan<ScaleEngineAsk> plan(Cursor cursor, Duration every) {
        List<ScaleEngineAsk> all = new ArrayList<>();
        joined(cursor.openBefore(minute(now).plus(MINUTE))).forEach(span -> cutByAge(span, all));
        if (all.size() <= MOST_ASKS) {
            return new Plan<>(all, now.plus(every));
        }
        List<ScaleEngineAsk> turn =
                new ArrayList<>(List.of(all.get(all.size() - 1))); // who watches now comes before history
        turn.addAll(all.subList(0, MOST_ASKS - 1));
        return new Plan<>(turn, now);
    }

    /** Stretches that were read at different times but touch are asked for together. */
    private static List<Span> joined(List<Cursor.Open> open) {
        List<Span> spans = new ArrayList<>();
        for (Cursor.Open stretch : open) {
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).to().equals(stretch.span().from())) {
                spans.set(last, new Span(spans.get(last).from(), stretch.span().to()));
            } else {
                spans.add(stretch.span());
            }
        }
        return spans;
    }

    private void cutByAge(Span open, List<ScaleEngineAsk> asks) {
        cut(Graph.MONTH_BY_DAY, open.from(), earlier(open.to(), hoursFrom), asks);
        cut(Graph.WEEK_BY_HOUR, later(open.from(), hoursFrom), earlier(open.to(), minutesFrom), asks);
        cut(Graph.DAY_BY_MINUTE, later(open.from(), minutesFrom), open.to(), asks);
    }

    private void cut(Graph graph, Instant from, Instant to, List<ScaleEngineAsk> asks) {
        Instant end = graph.ceiling(to, zone);
        Instant begin = graph.floor(from, zone);
        while (from.isBefore(to) && begin.isBefore(end)) {
            Instant next = earlier(end, graph.ceiling(begin.plus(graph.longest()), zone));
            asks.add(new ScaleEngineAsk(smallest(graph, begin, next), new Span(begin, next), finalBefore));
            begin = next;
        }
    }

    private static Graph smallest(Graph graph, Instant from, Instant to) {
        boolean brief = Duration.between(from, to).compareTo(Graph.SIX_HOURS_BY_MINUTE.longest()) <= 0;
        return graph == Graph.DAY_BY_MINUTE && brief ? Graph.SIX_HOURS_BY_MINUTE : graph;
    }

    private Instant minute(Instant instant) {
        return Graph.SIX_HOURS_BY_MINUTE.floor(instant, zone);
    }

    private static <T extends Comparable<T>> T earlier(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static <T extends Comparable<T>> T later(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
