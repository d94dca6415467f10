package io.tallylight.normalizer.mapping;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tallylight.event.Completeness;
import io.tallylight.event.Metric;
import java.time.Instant;

/** One value of an event. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"part", "value", "completeness"})
public record Figure(Part part, double value, Completeness completeness) {

    private static final int HOUR_SECONDS = 3600;

    /** A double holds every count up to 2^53, which is 9 petabytes. */
    static Figure count(Part part, long value, Completeness completeness) {
        return new Figure(part, (double) value, completeness);
    }

    /** The metric that says it; it carries the event's revision and time of observation on. */
    public Metric metric(Source source) {
        Instant hour = part.hour();
        return Metric.newBuilder()
                .setId(part.id(source.id()))
                .setRevision(source.revision())
                .setObservedAt(source.observedAt())
                .setCompleteness(completeness)
                .setName(part.name().text())
                .setUnit(part.name().unit())
                .setValue(value)
                .setChannel(source.channel())
                .setProvider(source.stream().provider())
                .setAccount(source.stream().account())
                .setStream(source.stream().stream())
                .setWindowStart(hour == null ? source.windowStart() : hour)
                .setWindowSeconds(hour == null ? source.windowSeconds() : HOUR_SECONDS)
                .setAttributes(part.attributes())
                .setSourceId(source.id())
                .setSourceRevision(source.revision())
                .build();
    }
}
