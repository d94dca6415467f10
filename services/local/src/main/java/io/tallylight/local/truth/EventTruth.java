package io.tallylight.local.truth;

import static io.tallylight.local.truth.Truths.compared;
import static io.tallylight.local.truth.Truths.newest;
import static io.tallylight.local.truth.Truths.unless;
import static java.util.stream.Collectors.toMap;

import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.PushSession;
import io.tallylight.event.SpliceSignal;
import io.tallylight.event.ViewerCount;
import io.tallylight.local.truth.Bus.Told;
import io.tallylight.local.truth.Truths.Finding;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four event topics against the story, as it stood when the providers' clock was stopped. */
public record EventTruth(Story story, Instant epoch, Instant stoppedAt) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Polyv's simulator counts plays so often in a fast story. */
    private static final long COUNTED_EVERY_SECONDS = 20;

    public List<Finding> viewer(List<Told<ViewerCount>> told) {
        Instant since = since(Duration.ofMinutes(30));
        Map<String, Story.Viewers> truth = story.viewers(since, stoppedAt.plusMillis(1), stoppedAt).stream()
                .collect(toMap(v -> v.app() + "/" + v.stream() + "@" + v.minute(), v -> v));
        Map<String, ViewerCount> found = newest(told).values().stream()
                .collect(toMap(v -> v.getApp() + "/" + v.getStream() + "@" + v.getWindowStart(), v -> v));
        return compared(
                "viewer",
                truth,
                found,
                (t, f) -> unless(
                        "key and id",
                        "scaleengine/158/" + t.app() + "/" + t.stream() + "/60/" + t.minute(),
                        f.getId(),
                        "avg",
                        (double) t.avg(),
                        f.getViewersAvg(),
                        "min",
                        (long) t.min(),
                        f.getViewersMin(),
                        "max",
                        (long) t.max(),
                        f.getViewersMax(),
                        "sum",
                        (long) t.sum(),
                        f.getViewersSum(),
                        "seconds",
                        60,
                        f.getWindowSeconds()));
    }

    public List<Finding> hourly(List<Told<HourlyPlayback>> told) {
        Map<Instant, Instant> truth = new LinkedHashMap<>();
        Instant first = since(Duration.ofDays(3));
        for (Instant hour = first.truncatedTo(ChronoUnit.HOURS);
                hour.isBefore(stoppedAt);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            if (!hour.isBefore(first)) {
                truth.put(hour, hour);
            }
        }
        Map<Instant, HourlyPlayback> found =
                newest(told).values().stream().collect(toMap(HourlyPlayback::getWindowStart, h -> h));
        begunMeanwhile(found).forEach(hour -> truth.put(hour, hour));
        return compared("hourly", truth, found, (hour, f) -> playback(hour, f));
    }

    /** While the story stands still, hours begin by the poller's clock: it may tell them, with the nothing that is known. */
    private List<Instant> begunMeanwhile(Map<Instant, HourlyPlayback> found) {
        Instant now = Instant.now();
        return found.keySet().stream()
                .filter(hour -> !hour.isBefore(stoppedAt) && !hour.isAfter(now))
                .toList();
    }

    public List<Finding> pushSession(List<Told<PushSession>> told) {
        Instant since = since(Duration.ofDays(1));
        Map<String, Story.Push> truth =
                story.pushes(since.minus(Duration.ofDays(1)), stoppedAt.plusMillis(1), stoppedAt).stream()
                        .filter(p -> p.end() == null || !p.end().isBefore(since))
                        .collect(toMap(p -> p.domain() + "/" + p.stream() + "@" + p.start(), p -> p));
        Map<String, PushSession> found = newest(told).values().stream()
                .collect(toMap(p -> p.getDomain() + "/" + p.getStream() + "@" + p.getStartedAt(), p -> p));
        return compared(
                "push-session",
                truth,
                found,
                (t, f) ->
                        unless("end", t.end(), f.getEndedAt(), "duration", t.durationMillis(), f.getDurationMillis()));
    }

    public List<Finding> scte35(List<Told<SpliceSignal>> told) {
        Map<String, Story.Signal> truth = signals().stream().collect(toMap(EventTruth::name, s -> s, (a, repeat) -> a));
        Map<String, SpliceSignal> found = newest(told).values().stream().collect(toMap(EventTruth::name, s -> s));
        return compared(
                "scte35",
                truth,
                found,
                (t, f) -> unless(
                        "duration",
                        t.durationSeconds() < 0 ? null : t.durationSeconds(),
                        f.getDurationSeconds(),
                        "raw_splice",
                        t.rawSplice().isEmpty() ? null : t.rawSplice(),
                        f.getRawSplice(),
                        "type",
                        t.type(),
                        f.getTypeText(),
                        "account",
                        Accounts.HUAWEI.projectId(),
                        f.getAccount(),
                        "flags",
                        List.of(),
                        f.getFlags()));
    }

    /** What a poller that looks back a minute further than it was told gets to see, and what lies in its time. */
    private List<Story.Signal> signals() {
        Instant since = since(Duration.ofMinutes(5));
        return story.signals(since.minusSeconds(60), stoppedAt.plusMillis(1)).stream()
                .filter(signal -> !signal.startAt().isBefore(since))
                .toList();
    }

    private @Nullable String playback(Instant hour, HourlyPlayback f) {
        LocalDate day = LocalDate.ofInstant(hour, CHINA);
        int number = hour.atZone(CHINA).getHour();
        Instant counted =
                Instant.ofEpochSecond(stoppedAt.getEpochSecond() / COUNTED_EVERY_SECONDS * COUNTED_EVERY_SECONDS);
        boolean summed = !stoppedAt.isBefore(day.plusDays(2).atStartOfDay(CHINA).toInstant());
        boolean begun = hour.isBefore(counted);
        return unless(
                "id",
                "polyv/sandboxuser/" + day + "/" + String.format("%02d", number),
                f.getId(),
                "desktop",
                device(begun ? story.desktop(day, number, counted) : Story.Playback.NONE, summed),
                f.getDesktop(),
                "mobile",
                device(begun ? story.mobile(day, number, counted) : Story.Playback.NONE, summed),
                f.getMobile());
    }

    private static DevicePlayback device(Story.Playback truth, boolean summed) {
        return new DevicePlayback(
                truth.playSeconds(), summed ? truth.bytes() : 0, truth.views(), truth.uniqueViewers());
    }

    /** As the sandbox's targets files say it. */
    private Instant since(Duration before) {
        return epoch.minus(before).truncatedTo(ChronoUnit.MINUTES);
    }

    private static String name(Story.Signal s) {
        return s.channel() + "@" + s.startAt() + "#" + s.eventId() + " " + s.base64();
    }

    private static String name(SpliceSignal s) {
        return s.getChannel() + "@" + s.getStartAt() + "#" + s.getEventId() + " " + s.getBase64();
    }
}
