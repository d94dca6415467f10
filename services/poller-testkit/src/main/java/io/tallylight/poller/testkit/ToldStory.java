package io.tallylight.poller.testkit;

import io.tallylight.sandbox.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A story that stands still at one moment, until its figures are restated: what must be on a topic is then known. */
public final class ToldStory implements Story {

    private final Story story;
    private final Instant moment;
    private volatile boolean restated;

    public ToldStory(Story story, Instant moment) {
        this.story = story;
        this.moment = moment;
    }

    public Instant moment() {
        return moment;
    }

    /** Every figure is another one from now on. */
    public void restate() {
        restated = true;
    }

    @Override
    public List<Viewers> viewers(Instant from, Instant to, Instant asOf) {
        return story.viewers(from, earlier(to), moment).stream()
                .map(it -> restated
                        ? new Viewers(
                                it.app(), it.stream(), it.minute(), it.avg(), it.min(), it.max() + 7, it.sum() + 7)
                        : it)
                .toList();
    }

    @Override
    public Playback desktop(LocalDate day, int hour, Instant asOf) {
        return restated(story.desktop(day, hour, moment));
    }

    @Override
    public Playback mobile(LocalDate day, int hour, Instant asOf) {
        return restated(story.mobile(day, hour, moment));
    }

    @Override
    public List<Push> pushes(Instant from, Instant to, Instant asOf) {
        return story.pushes(from, to, moment).stream()
                .map(it -> restated
                        ? new Push(it.domain(), it.stream(), it.start(), it.end(), it.durationMillis() + 7000)
                        : it)
                .toList();
    }

    @Override
    public List<Signal> signals(Instant from, Instant to) {
        return story.signals(from, earlier(to)).stream()
                .map(it -> restated
                        ? new Signal(
                                it.domain(),
                                it.app(),
                                it.channel(),
                                it.arrivesAt(),
                                it.startAt(),
                                it.type(),
                                it.eventId(),
                                it.durationSeconds() < 0 ? -1 : it.durationSeconds() + 7,
                                it.segmentationType(),
                                it.base64(),
                                it.rawSplice())
                        : it)
                .toList();
    }

    private Playback restated(Playback it) {
        return restated && it.views() > 0
                ? new Playback(it.playSeconds() + 7, it.bytes() + 7, it.views() + 7, it.uniqueViewers() + 7)
                : it;
    }

    private Instant earlier(Instant to) {
        return to.isBefore(moment) ? to : moment;
    }
}
