package io.tallylight.sandbox;

import io.tallylight.sandbox.breaks.Dice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Who watches which stream: five samples a minute along a daily curve. Some minutes first show late, some first show
 * too low and are put right 10 to 40 s after they ended.
 */
final class Audience {

    private record Channel(String app, String stream, int evening) {}

    private static final List<Channel> CHANNELS = List.of(
            new Channel("demo-origin", "mystream_720p", 900),
            new Channel("demo-origin", "mystream_360p", 350),
            new Channel("demo-origin", "vod/launch-film.mp4", 40),
            new Channel("demo-live", "channel1", 2400),
            new Channel("demo-live", "channel2", 1100),
            new Channel("demo-live", "channel3", 160));

    private static final int SAMPLES = 5;
    private static final Duration SAMPLE = Duration.ofSeconds(12);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LATE_PERCENT = 15;
    private static final int RESTATED_PERCENT = 20;

    private final Dice dice;

    Audience(Dice dice) {
        this.dice = dice.of("audience");
    }

    List<Story.Viewers> figures(Instant from, Instant to, Instant asOf) {
        Instant first = ceiling(from);
        long minutes = Math.max(0, ChronoUnit.MINUTES.between(first, ceiling(earlier(to, asOf.plusMillis(1)))));
        return CHANNELS.stream()
                .flatMap(channel -> LongStream.range(0, minutes)
                        .mapToObj(minute -> figure(channel, first.plus(MINUTE.multipliedBy(minute)), asOf))
                        .flatMap(Optional::stream))
                .toList();
    }

    private Optional<Story.Viewers> figure(Channel channel, Instant minute, Instant asOf) {
        Dice roll = dice.of(channel.stream()).of(minute.getEpochSecond());
        if (asOf.isBefore(shows(roll, minute))) {
            return Optional.empty();
        }
        boolean low = roll.of("restated").percent(RESTATED_PERCENT) && asOf.isBefore(restated(roll, minute));
        int[] seen = IntStream.range(0, SAMPLES)
                .filter(i -> !minute.plus(SAMPLE.multipliedBy(i)).isAfter(asOf))
                .map(i -> viewers(channel, minute, roll.of(i)))
                .map(count -> low ? count - count / 8 : count)
                .toArray();
        var all = IntStream.of(seen).summaryStatistics();
        return Optional.of(new Story.Viewers(
                channel.app(),
                channel.stream(),
                minute,
                (int) Math.round(all.getAverage()),
                all.getMin(),
                all.getMax(),
                (int) all.getSum()));
    }

    /** From when on there is a figure: its first sample, or some seconds after its minute is over. */
    private static Instant shows(Dice roll, Instant minute) {
        return roll.of("late").percent(LATE_PERCENT)
                ? minute.plus(MINUTE).plusSeconds(roll.of("lateness").between(5, 20))
                : minute;
    }

    private static Instant restated(Dice roll, Instant minute) {
        Instant complete = minute.plus(MINUTE);
        Instant shown = shows(roll, minute);
        return (shown.isAfter(complete) ? shown : complete)
                .plusSeconds(roll.of("correction").between(10, 40));
    }

    private int viewers(Channel channel, Instant minute, Dice roll) {
        double noise = 0.97 + 0.06 * roll.unit();
        return (int) Math.round(channel.evening() * DayCurve.at(minute) * slow(channel, minute) * noise);
    }

    /** A drift of up to a tenth that changes every quarter of an hour, so that no day is like another. */
    private double slow(Channel channel, Instant minute) {
        long quarter = minute.getEpochSecond() / 900;
        double within = minute.getEpochSecond() % 900 / 900.0;
        Dice roll = dice.of(channel.stream()).of("slow");
        double drift =
                roll.of(quarter).unit() * (1 - within) + roll.of(quarter + 1).unit() * within;
        return 0.9 + 0.2 * drift;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant ceiling(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? floor : floor.plus(MINUTE);
    }
}
