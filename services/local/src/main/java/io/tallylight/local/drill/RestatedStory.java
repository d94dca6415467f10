package io.tallylight.local.drill;

import io.tallylight.sandbox.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A story whose newest figures are put right now and then, all at once. Each restatement reaches back as far as every
 * provider's rule lets late figures count, and no further. Thread-safe.
 */
public final class RestatedStory implements Story {

    /** ScaleEngine's poller reads a quarter of an hour again, Huawei's ten minutes: with room for a fault that lasts. */
    private static final Duration REACH = Duration.ofMinutes(5);

    /** Polyv's figures stand for an hour, and its poller reads a day again until the second morning after it. */
    private static final Duration REACH_OF_HOURS = Duration.ofHours(24);

    private static final ZoneId POLYV = ZoneId.of("Asia/Shanghai");

    private final Story story;
    private final List<Instant> restatements = new CopyOnWriteArrayList<>();

    public RestatedStory(Story story) {
        this.story = story;
    }

    /** What the providers told of the last minutes is another figure from now on. */
    public void restate(Instant at) {
        restatements.add(at);
    }

    @Override
    public List<Viewers> viewers(Instant from, Instant to, Instant asOf) {
        return story.viewers(from, to, asOf).stream().map(this::restated).toList();
    }

    @Override
    public Playback desktop(LocalDate day, int hour, Instant asOf) {
        return restated(story.desktop(day, hour, asOf), day, hour);
    }

    @Override
    public Playback mobile(LocalDate day, int hour, Instant asOf) {
        return restated(story.mobile(day, hour, asOf), day, hour);
    }

    @Override
    public List<Push> pushes(Instant from, Instant to, Instant asOf) {
        return story.pushes(from, to, asOf).stream().map(this::restated).toList();
    }

    @Override
    public List<Signal> signals(Instant from, Instant to) {
        return story.signals(from, to).stream().map(this::restated).toList();
    }

    private Viewers restated(Viewers it) {
        int more = 7 * times(it.minute(), REACH);
        return new Viewers(it.app(), it.stream(), it.minute(), it.avg(), it.min(), it.max() + more, it.sum() + more);
    }

    private Playback restated(Playback it, LocalDate day, int hour) {
        int more = 7 * times(day.atTime(hour, 59).atZone(POLYV).toInstant(), REACH_OF_HOURS);
        return it.views() == 0
                ? it
                : new Playback(it.playSeconds() + more, it.bytes(), it.views() + more, it.uniqueViewers());
    }

    /** Only what is over: the figure of a push that runs is ours as much as the provider's. */
    private Push restated(Push it) {
        Instant end = it.end();
        return end == null
                ? it
                : new Push(it.domain(), it.stream(), it.start(), end, it.durationMillis() + 1000L * times(end, REACH));
    }

    /** By its start, which all repeats of a message share. */
    private Signal restated(Signal it) {
        long seconds = it.durationSeconds();
        return new Signal(
                it.domain(),
                it.app(),
                it.channel(),
                it.arrivesAt(),
                it.startAt(),
                it.type(),
                it.eventId(),
                seconds < 0 ? seconds : seconds + times(it.startAt(), REACH),
                it.segmentationType(),
                it.base64(),
                it.rawSplice());
    }

    /** How often that moment was put right: it was past then, but not long. */
    private int times(Instant moment, Duration reach) {
        return (int) restatements.stream()
                .filter(at -> !moment.isAfter(at) && moment.isAfter(at.minus(reach)))
                .count();
    }
}
