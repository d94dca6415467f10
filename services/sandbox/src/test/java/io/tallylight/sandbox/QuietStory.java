package io.tallylight.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Nothing happens; a test tells the part that it is about. */
public class QuietStory implements Story {

    @Override
    public List<Viewers> viewers(Instant from, Instant to, Instant asOf) {
        return List.of();
    }

    @Override
    public Playback desktop(LocalDate day, int hour, Instant asOf) {
        return Playback.NONE;
    }

    @Override
    public Playback mobile(LocalDate day, int hour, Instant asOf) {
        return Playback.NONE;
    }

    @Override
    public List<Push> pushes(Instant from, Instant to, Instant asOf) {
        return List.of();
    }

    @Override
    public List<Signal> signals(Instant from, Instant to) {
        return List.of();
    }
}
