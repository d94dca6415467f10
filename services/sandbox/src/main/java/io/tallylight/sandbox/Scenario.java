package io.tallylight.sandbox;

import io.tallylight.sandbox.breaks.AdBreaks;
import io.tallylight.sandbox.breaks.Break;
import io.tallylight.sandbox.breaks.Dice;
import io.tallylight.sandbox.breaks.Message;
import io.tallylight.sandbox.breaks.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The seeded story: everything follows from the seed, the epoch and the pace, nothing is stored, and any moment can be
 * asked for, also long before the epoch. {@link #breaks} is what was meant; {@link #signals} is what was sent of it.
 */
public final class Scenario implements Story {

    public static final String INGEST_DOMAIN = "ingest.example.com";
    public static final String INGEST_APP = "live";
    public static final List<String> INGEST_CHANNELS = List.of("channel1", "channel2", "channel3");

    private final long seed;
    private final Instant epoch;
    private final Pace pace;
    private final Map<String, Instant> silent;
    private final Duration playbackDelay;
    private final Audience audience;
    private final Plays plays;
    private final Pushes pushes;
    private final AdBreaks adBreaks;

    private Scenario(long seed, Instant epoch, Pace pace, Map<String, Instant> silent, Duration playbackDelay) {
        Dice dice = new Dice(seed);
        this.seed = seed;
        this.epoch = epoch;
        this.pace = pace;
        this.silent = Map.copyOf(silent);
        this.playbackDelay = playbackDelay;
        this.audience = new Audience(dice);
        this.plays = new Plays(dice);
        this.pushes = new Pushes(dice, epoch, pace.slot().multipliedBy(2));
        this.adBreaks = new AdBreaks(dice, epoch, pace, INGEST_CHANNELS, silent);
    }

    /** As it is on a working day: a break of each kind of signal every ten minutes. */
    public static Scenario of(long seed, Instant epoch) {
        return of(seed, epoch, Pace.REAL);
    }

    /** So fast that 90 s show everything, the wrong things too. */
    public static Scenario demo(long seed, Instant epoch) {
        return of(seed, epoch, Pace.DEMO);
    }

    /** The epoch is taken in whole seconds: rows and messages then say the same start. */
    public static Scenario of(long seed, Instant epoch, Pace pace) {
        Duration delay = pace.equals(Pace.DEMO) ? Duration.ZERO : Duration.ofMinutes(90);
        return new Scenario(seed, Instant.ofEpochSecond(epoch.getEpochSecond()), pace, Map.of(), delay);
    }

    /** The same story, but no break is signalled on the channel from then on, though it stays on air (no_signal). */
    public Scenario withSilence(String channel, Instant from) {
        Map<String, Instant> more = new TreeMap<>(silent);
        more.put(channel, from);
        return new Scenario(seed, epoch, pace, more, playbackDelay);
    }

    /** The same story, told by a Polyv that is so much behind. */
    public Scenario withPlaybackDelay(Duration delay) {
        return new Scenario(seed, epoch, pace, silent, delay);
    }

    public Instant epoch() {
        return epoch;
    }

    /** How long after the event a play is to show at Polyv: for the simulator, whose rule it is. None in a demo. */
    public Duration playbackDelay() {
        return playbackDelay;
    }

    /** The breaks that start in [from, to), as they were meant. */
    public List<Break> breaks(Instant from, Instant to) {
        return adBreaks.starting(from, to);
    }

    @Override
    public List<Viewers> viewers(Instant from, Instant to, Instant asOf) {
        return audience.figures(from, to, asOf);
    }

    @Override
    public Playback desktop(LocalDate day, int hour, Instant asOf) {
        return plays.desktop(day, hour, asOf);
    }

    @Override
    public Playback mobile(LocalDate day, int hour, Instant asOf) {
        return plays.mobile(day, hour, asOf);
    }

    @Override
    public List<Push> pushes(Instant from, Instant to, Instant asOf) {
        return pushes.overlapping(from, to, asOf);
    }

    @Override
    public List<Signal> signals(Instant from, Instant to) {
        return adBreaks.arriving(from, to).stream().map(Scenario::signal).toList();
    }

    private static Signal signal(Message message) {
        return new Signal(
                INGEST_DOMAIN,
                INGEST_APP,
                message.cause().channel(),
                message.arrivesAt(),
                message.startAt(),
                message.type(),
                message.eventId(),
                message.durationSeconds(),
                message.segmentationType(),
                message.base64(),
                message.rawSplice());
    }
}
