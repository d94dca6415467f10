package io.tallylight.poller.scaleengine;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Hole;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import io.tallylight.poller.scaleengine.ScaleEngineAsk.Graph;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What to ask ScaleEngine: the live tail, which can still change, and as backlog all that is open before it, the newest
 * first: by the minute where the provider still holds minutes, by the hour where it holds hours, by the day before that. Pure.
 */
final class ScaleEnginePlan {

    static final int MOST_BACKLOG = 8;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LEAST_OVERLAP =
            MINUTE.multipliedBy(2); // the newest bucket, and the one that it followed

    /** A turn that comes so much late still reads in one request what became final meanwhile. */
    private static final Duration LEAST_DELAY = Duration.ofMinutes(5);

    private final ScaleEngineConfig config;
    private final ZoneId zone;
    private final Instant now;
    private final Instant hoursFrom;
    private final Instant minutesFrom;
    private final Instant finalBefore;

    private ScaleEnginePlan(ScaleEngineConfig config, Instant now) {
        this.config = config;
        this.zone = config.zone();
        this.now = now;
        // The overlap is a margin too: what is planned just within the retention is asked for a little later.
        Instant days = Graph.MONTH_BY_DAY.ceiling(now.minus(config.hoursHeld()).plus(config.overlap()), zone);
        Instant hours =
                Graph.WEEK_BY_HOUR.ceiling(now.minus(config.minutesHeld()).plus(config.overlap()), zone);
        this.hoursFrom = earlier(days, hours);
        this.minutesFrom = hours;
        this.finalBefore = minute(now.minus(overlap()));
    }

    static Plan<ScaleEngineAsk> of(ScaleEngineConfig config, Cursor cursor, Instant now, Duration every) {
        return new ScaleEnginePlan(config, now).plan(cursor, every);
    }

    private Plan<ScaleEngineAsk> plan(Cursor cursor, Duration every) {
        Instant liveFrom = liveFrom(every);
        Instant liveTo = minute(now).plus(MINUTE);
        List<ScaleEngineAsk> live = asks(cursor.openWithin(new Span(liveFrom, liveTo)));
        List<ScaleEngineAsk> backlog = asks(cursor.openBefore(liveFrom));
        Collections.reverse(backlog);
        return new Plan<>(
                live,
                now.plus(every),
                backlog.subList(0, Math.min(backlog.size(), MOST_BACKLOG)),
                List.of()); // days are held for ever, as far as is documented
    }

    /**
     * The live tail is what can still change, and what became final since the last turn but one; it fits one small graph
     * where the overlap does. Whatever was left open before it waits for the backlog, so that an outage delays nobody.
     */
    private Instant liveFrom(Duration every) {
        Duration delay = later(every.multipliedBy(2), LEAST_DELAY);
        Duration reach = earlier(
                overlap().plus(delay), Graph.SIX_HOURS_BY_MINUTE.longest().minus(MINUTE));
        return minute(now.minus(later(reach, overlap())));
    }

    private List<ScaleEngineAsk> asks(List<Cursor.Open> open) {
        List<ScaleEngineAsk> asks = new ArrayList<>();
        joined(open).forEach(span -> cutByAge(span, asks));
        return asks;
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
            Span span = new Span(begin, next);
            asks.add(new ScaleEngineAsk(smallest(graph, span), span, finalBefore, hole(graph, span)));
            begin = next;
        }
    }

    private Optional<Hole> hole(Graph graph, Span span) {
        return switch (graph) {
            case SIX_HOURS_BY_MINUTE, DAY_BY_MINUTE -> Optional.empty();
            case WEEK_BY_HOUR ->
                Optional.of(coarser(span, graph, "only hours: minutes are held for " + config.minutesHeld()));
            case MONTH_BY_DAY ->
                Optional.of(coarser(span, graph, "only days: hours are held for " + config.hoursHeld()));
        };
    }

    private static Hole coarser(Span span, Graph graph, String detail) {
        return new Hole(span, GapReason.COARSER, graph.windowSeconds(), detail);
    }

    private static Graph smallest(Graph graph, Span span) {
        boolean brief = span.length().compareTo(Graph.SIX_HOURS_BY_MINUTE.longest()) <= 0;
        return graph == Graph.DAY_BY_MINUTE && brief ? Graph.SIX_HOURS_BY_MINUTE : graph;
    }

    private Duration overlap() {
        return later(config.overlap(), LEAST_OVERLAP);
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
