package io.tallylight.sandbox.scaleengine;

import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.Story.Viewers;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.Quirk;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query gets: those that begin in [start, start + window], in time order. What is older than minutes are
 * kept comes by the hour, and what is older than hours are kept by the day, whatever was asked.
 */
final class ViewerLog {

    private final Story story;
    private final ScaleEngineRules rules;
    private final Instant now;

    ViewerLog(Story story, ScaleEngineRules rules, Instant now) {
        this.story = story;
        this.rules = rules;
        this.now = now;
    }

    /** The rows one after the other; what is in memory is those of one minute, hour or day. */
    Iterator<Viewers> rows(ViewerLogQuery query) {
        Instant start = query.start().orElse(now.minus(query.graph().window));
        Instant end = earlier(start.plus(query.graph().window), now);
        Grain asked = query.graph().grain;
        return Stream.iterate(
                        start, at -> !at.isAfter(end), at -> grainAt(at, asked).after(bucket(at, asked), zone()))
                .filter(at -> !bucket(at, asked).isBefore(start))
                .flatMap(at -> rows(query, grainAt(at, asked), bucket(at, asked)).stream())
                .iterator();
    }

    private Instant bucket(Instant at, Grain asked) {
        return grainAt(at, asked).floor(at, zone());
    }

    private ZoneId zone() {
        return rules.zone();
    }

    /** By the begin of the whole hour and day, so that no row stands for a part of its time. */
    private Grain grainAt(Instant at, Grain asked) {
        Instant hour = Grain.HOUR.floor(at, zone());
        Instant day = Grain.DAY.floor(at, zone());
        if (asked == Grain.DAY || day.isBefore(now.minus(rules.hourRetention()))) {
            return Grain.DAY;
        }
        return asked == Grain.HOUR || hour.isBefore(now.minus(rules.minuteRetention())) ? Grain.HOUR : Grain.MINUTE;
    }

    private Collection<Viewers> rows(ViewerLogQuery query, Grain grain, Instant bucket) {
        Instant end = grain.after(bucket, zone());
        return grain == Grain.MINUTE ? minutes(query, bucket, end) : together(query, bucket, end);
    }

    private List<Viewers> minutes(ViewerLogQuery query, Instant from, Instant to) {
        return story.viewers(from, to, now).stream()
                .filter(query::wants)
                .map(this::known)
                .toList();
    }

    /** Hour by hour, so that a day of many streams is never in memory at once. */
    private Collection<Viewers> together(ViewerLogQuery query, Instant bucket, Instant end) {
        Map<String, Tally> tallies = new TreeMap<>();
        Instant last = earlier(end, now.plusNanos(1));
        for (Instant hour = bucket; hour.isBefore(last); hour = hour.plus(Duration.ofHours(1))) {
            for (Viewers minute : minutes(query, hour, earlier(hour.plus(Duration.ofHours(1)), end))) {
                tallies.computeIfAbsent(minute.app() + "\n" + minute.stream(), key -> new Tally())
                        .add(minute);
            }
        }
        return tallies.values().stream().map(tally -> tally.row(bucket)).toList();
    }

    private Viewers known(Viewers row) {
        boolean settled = !row.minute().plus(Duration.ofMinutes(2)).isAfter(now);
        return settled || !rules.has(Quirk.LATE_REVISION)
                ? row
                : new Viewers(
                        row.app(),
                        row.stream(),
                        row.minute(),
                        row.avg() / 2,
                        row.min() / 2,
                        row.max() / 2,
                        row.sum() / 2);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The minutes of one stream as one row: average of averages, least, greatest, sum. */
    private static final class Tally {

        private @Nullable Viewers any;
        private int minutes;
        private long averages;
        private int min = Integer.MAX_VALUE;
        private int max;
        private long sum;

        void add(Viewers minute) {
            any = minute;
            minutes++;
            averages += minute.avg();
            min = Math.min(min, minute.min());
            max = Math.max(max, minute.max());
            sum += minute.sum();
        }

        Viewers row(Instant bucket) {
            if (any == null) {
                throw new IllegalStateException("nothing was added");
            }
            int avg = Math.toIntExact(Math.round((double) averages / minutes));
            return new Viewers(any.app(), any.stream(), bucket, avg, min, max, (int) Math.min(sum, Integer.MAX_VALUE));
        }
    }
}
