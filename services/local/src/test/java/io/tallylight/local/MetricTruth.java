package io.tallylight.local;

import static io.tallylight.local.truth.Truths.compared;
import static io.tallylight.local.truth.Truths.newest;
import static io.tallylight.local.truth.Truths.unless;
import static io.tallylight.local.truth.Truths.words;
import static java.util.stream.Collectors.toMap;

import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.Metric;
import io.tallylight.event.PushSession;
import io.tallylight.event.SpliceSignal;
import io.tallylight.event.ViewerCount;
import io.tallylight.local.truth.Bus.Told;
import io.tallylight.local.truth.Truths.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics against the events, which were held against the story before. */
final class MetricTruth {

    private record Value(String unit, double value, String channel) {}

    private final Map<String, Value> truth = new LinkedHashMap<>();
    private final Map<String, Double> published = new LinkedHashMap<>();

    MetricTruth(
            List<Told<ViewerCount>> viewers,
            List<Told<HourlyPlayback>> hours,
            List<Told<PushSession>> pushes,
            List<Told<SpliceSignal>> signals) {
        newest(viewers).values().forEach(this::viewers);
        newest(hours).values().forEach(this::playback);
        newest(pushes).values().stream()
                .filter(push -> push.getEndedAt() != null)
                .forEach(push -> published.put(push.getId(), push.getDurationMillis() / 1000.0));
        newest(signals)
                .values()
                .forEach(signal -> truth.put(
                        "ad.signals@" + signal.getId(),
                        new Value("{signal}", 1, signal.getChannel().replace("channel", "channel-"))));
    }

    List<String> differences(List<Told<Metric>> told) {
        Map<String, Metric> all = newest(told);
        Map<String, Metric> exact = new LinkedHashMap<>(all);
        exact.values()
                .removeIf(m ->
                        List.of("publish.duration", "ad.signalled_duration").contains(m.getName()));
        List<Finding> findings = compared(
                "metrics",
                truth,
                exact,
                (t, f) -> unless(
                        "unit",
                        t.unit(),
                        f.getUnit(),
                        "value",
                        t.value(),
                        f.getValue(),
                        "channel",
                        t.channel(),
                        f.getChannel()));
        Map<String, Double> sums = all.values().stream()
                .filter(m -> m.getName().equals("publish.duration") && published.containsKey(m.getSourceId()))
                .collect(toMap(Metric::getSourceId, Metric::getValue, Double::sum));
        findings.addAll(compared(
                "metrics publish.duration",
                published,
                sums,
                (t, f) -> Math.abs(t - f) < 0.001 ? null : "expected " + t + " s over all hours, found " + f));
        return words(findings);
    }

    private void viewers(ViewerCount event) {
        String stream = event.getApp() + "/" + event.getStream();
        String channel = stream.startsWith("demo-live/")
                ? event.getStream().replace("channel", "channel-")
                : stream.startsWith("demo-origin/vod/") ? "launch-film" : "origin";
        truth.put("viewers.avg@" + event.getId(), new Value("{viewer}", event.getViewersAvg(), channel));
        truth.put("viewers.min@" + event.getId(), new Value("{viewer}", event.getViewersMin(), channel));
        truth.put("viewers.max@" + event.getId(), new Value("{viewer}", event.getViewersMax(), channel));
    }

    private void playback(HourlyPlayback event) {
        device(event, "desktop", event.getDesktop());
        device(event, "mobile", event.getMobile());
    }

    private void device(HourlyPlayback event, String device, DevicePlayback playback) {
        String at = ";device=" + device + "@" + event.getId();
        truth.put("playback.duration" + at, new Value("s", playback.getPlaySeconds(), "channel-1"));
        truth.put("playback.views" + at, new Value("{view}", playback.getViews(), "channel-1"));
        truth.put("playback.unique_viewers" + at, new Value("{viewer}", playback.getUniqueViewers(), "channel-1"));
        if (event.getBytesFinal() || playback.getBytes() > 0) {
            truth.put("delivery.bytes" + at, new Value("By", playback.getBytes(), "channel-1"));
        }
    }
}
