package io.tallylight.normalizer.mapping;

import io.tallylight.event.PushSession;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a stream was pushed in each clock hour (UTC). Of an ended push the provider's own duration is spread over its
 * hours by overlap, to the millisecond and so that the hours add up to it; an open push counts up to observedAt.
 */
public final class PushMetrics implements Mapping<PushSession> {

    /** Nothing that a provider still answers is longer; more would flood the topic with hours. */
    private static final Duration LONGEST = Duration.ofDays(366);

    @Override
    public StreamName stream(PushSession event) {
        return new StreamName(event.getProvider(), event.getAccount(), event.getDomain() + "/" + event.getStream());
    }

    @Override
    public Verdict judge(PushSession event, String channel) {
        Instant start = event.getStartedAt();
        Instant ended = event.getEndedAt();
        Instant end = end(event);
        return new Expectations(event, event.getId(), event.getRevision())
                .since1970("startedAt", start)
                .count("durationMillis", event.getDurationMillis())
                .that(ended == null || !ended.isBefore(start), "endedAt", "no time before startedAt " + start, end)
                .that(!end.isAfter(start.plus(LONGEST)), "startedAt", "a push of at most " + LONGEST, start + "/" + end)
                .orElse(() -> new Accepted(source(event, channel), figures(event), Optional.empty()));
    }

    private Source source(PushSession event, String channel) {
        return new Source(
                event.getId(),
                event.getRevision(),
                event.getObservedAt(),
                event.getCompleteness(),
                stream(event),
                channel,
                event.getStartedAt(),
                (int) Duration.between(event.getStartedAt(), end(event)).toSeconds());
    }

    /** Never before the start, also where the provider's clock is ahead of ours. */
    private static Instant end(PushSession event) {
        if (event.getEndedAt() != null) {
            return event.getEndedAt();
        }
        return event.getObservedAt().isAfter(event.getStartedAt()) ? event.getObservedAt() : event.getStartedAt();
    }

    private static List<Figure> figures(PushSession event) {
        Instant start = event.getStartedAt();
        Instant end = end(event);
        long span = Duration.between(start, end).toMillis();
        long total = event.getEndedAt() == null ? span : event.getDurationMillis();
        List<Figure> figures = new ArrayList<>();
        long counted = 0;
        for (Instant hour = start.truncatedTo(ChronoUnit.HOURS);
                counted < total || figures.isEmpty();
                hour = next(hour)) {
            long upTo = next(hour).isBefore(end) ? share(total, span, start, next(hour)) : total;
            figures.add(new Figure(
                    Part.of(MetricName.PUBLISH_DURATION, hour), (upTo - counted) / 1000.0, event.getCompleteness()));
            counted = upTo;
        }
        return figures;
    }

    /** How much of the total lies before {@code time}; rounded there, so that no rounding adds up. */
    private static long share(long total, long span, Instant start, Instant time) {
        return Math.round((double) total * Duration.between(start, time).toMillis() / span);
    }

    private static Instant next(Instant hour) {
        return hour.plus(1, ChronoUnit.HOURS);
    }
}
