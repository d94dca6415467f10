package io.tallylight.normalizer.mapping;

import io.tallylight.event.ViewerCount;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import java.util.List;
import java.util.Optional;

/**
 * Average, smallest and largest number of viewers. The provider's sum runs over its samples, not over people, and never
 * becomes a metric. An anomaly (not min <= avg <= max) is the provider's own statement and is carried on.
 */
public final class ViewerMetrics implements Mapping<ViewerCount> {

    @Override
    public StreamName stream(ViewerCount event) {
        return new StreamName(event.getProvider(), event.getAccount(), event.getApp() + "/" + event.getStream());
    }

    @Override
    public Verdict judge(ViewerCount event, String channel) {
        return new Expectations(event, event.getId(), event.getRevision())
                .since1970("windowStart", event.getWindowStart())
                .positive("windowSeconds", event.getWindowSeconds())
                .amount("viewersAvg", event.getViewersAvg())
                .count("viewersMin", event.getViewersMin())
                .count("viewersMax", event.getViewersMax())
                .orElse(() -> new Accepted(source(event, channel), figures(event), Optional.empty()));
    }

    private Source source(ViewerCount event, String channel) {
        return new Source(
                event.getId(),
                event.getRevision(),
                event.getObservedAt(),
                event.getCompleteness(),
                stream(event),
                channel,
                event.getWindowStart(),
                event.getWindowSeconds());
    }

    private static List<Figure> figures(ViewerCount event) {
        return List.of(
                new Figure(Part.of(MetricName.VIEWERS_AVG), event.getViewersAvg(), event.getCompleteness()),
                Figure.count(Part.of(MetricName.VIEWERS_MIN), event.getViewersMin(), event.getCompleteness()),
                Figure.count(Part.of(MetricName.VIEWERS_MAX), event.getViewersMax(), event.getCompleteness()));
    }
}
