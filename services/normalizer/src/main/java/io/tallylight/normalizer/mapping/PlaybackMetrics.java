package io.tallylight.normalizer.mapping;

import io.tallylight.event.Completeness;
import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Playback of an account's hour, by device. The provider sums traffic up two days late and says 0 until then, so bytes
 * are PROVISIONAL until bytesFinal, and a 0 before that is no figure at all.
 */
public final class PlaybackMetrics implements Mapping<HourlyPlayback> {

    @Override
    public StreamName stream(HourlyPlayback event) {
        return new StreamName(event.getProvider(), event.getAccount(), "");
    }

    @Override
    public Verdict judge(HourlyPlayback event, String channel) {
        Expectations expectations = new Expectations(event, event.getId(), event.getRevision())
                .since1970("windowStart", event.getWindowStart())
                .positive("windowSeconds", event.getWindowSeconds());
        expect(expectations, "desktop", event.getDesktop());
        expect(expectations, "mobile", event.getMobile());
        return expectations.orElse(() -> new Accepted(source(event, channel), figures(event), Optional.empty()));
    }

    private static void expect(Expectations expectations, String device, DevicePlayback playback) {
        expectations
                .count(device + ".playSeconds", playback.getPlaySeconds())
                .count(device + ".bytes", playback.getBytes())
                .count(device + ".views", playback.getViews())
                .count(device + ".uniqueViewers", playback.getUniqueViewers());
    }

    private Source source(HourlyPlayback event, String channel) {
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

    private static List<Figure> figures(HourlyPlayback event) {
        List<Figure> figures = new ArrayList<>(of(event, "desktop", event.getDesktop()));
        figures.addAll(of(event, "mobile", event.getMobile()));
        return figures;
    }

    private static List<Figure> of(HourlyPlayback event, String device, DevicePlayback playback) {
        Completeness completeness = event.getCompleteness();
        List<Figure> figures = new ArrayList<>();
        figures.add(
                Figure.count(Part.of(MetricName.PLAYBACK_DURATION, device), playback.getPlaySeconds(), completeness));
        figures.add(Figure.count(Part.of(MetricName.PLAYBACK_VIEWS, device), playback.getViews(), completeness));
        figures.add(Figure.count(
                Part.of(MetricName.PLAYBACK_UNIQUE_VIEWERS, device), playback.getUniqueViewers(), completeness));
        if (event.getBytesFinal() || playback.getBytes() != 0) {
            Completeness ofBytes = event.getBytesFinal() ? completeness : Completeness.PROVISIONAL;
            figures.add(Figure.count(Part.of(MetricName.DELIVERY_BYTES, device), playback.getBytes(), ofBytes));
        }
        return figures;
    }
}
