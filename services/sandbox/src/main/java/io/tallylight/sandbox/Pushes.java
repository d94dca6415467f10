package io.tallylight.sandbox;

import io.tallylight.sandbox.Story.Push;
import io.tallylight.sandbox.breaks.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Who pushed which stream, and for how long. One stream with interruptions, one whose session stays open, one whose
 * counted duration is now and then shorter than its span, one that is on air from 22:00 to 02:00 (+08:00).
 */
final class Pushes {

    private static final String FIRST = "push.example-a.com";
    private static final String SECOND = "push.example-b.com";
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration OPEN_FOR = Duration.ofHours(6);
    private static final Duration LIVELY = Duration.ofMinutes(10);

    private final Dice dice;
    private final Instant epoch;
    private final Duration block;

    /** {@code block} is the time from one push to the next of an interrupted stream, from shortly before the epoch on. */
    Pushes(Dice dice, Instant epoch, Duration block) {
        this.dice = dice.of("pushes");
        this.epoch = epoch;
        this.block = block;
    }

    List<Push> overlapping(Instant from, Instant to, Instant asOf) {
        return Stream.of(
                        interrupted(FIRST, "live/channel1", from, to),
                        openEnded(from, to),
                        interrupted(SECOND, "live/channel1", from, to).map(this::miscounted),
                        overMidnight(from, to))
                .flatMap(pushes -> pushes)
                .filter(p -> p.start().isBefore(to) && !p.start().isAfter(asOf))
                .map(p -> asKnown(p, asOf))
                .filter(p -> p.end() == null || p.end().isAfter(from))
                .sorted(Comparator.comparing(Push::start))
                .toList();
    }

    private Stream<Push> interrupted(String domain, String stream, Instant from, Instant to) {
        Instant lively = epoch.minus(LIVELY);
        Stream<Push> before = blocks(lively, LONG, from, earlier(to, lively), domain, stream);
        return Stream.concat(before, blocks(lively, block, later(from, lively), to, domain, stream));
    }

    /** Pieces of {@code length} counted from {@code origin}, each with a pause of 5 to 15 % after it. */
    private Stream<Push> blocks(
            Instant origin, Duration length, Instant from, Instant to, String domain, String stream) {
        if (!from.isBefore(to)) {
            return Stream.empty();
        }
        long size = length.toMillis();
        long first = Math.floorDiv(Duration.between(origin, from).toMillis(), size);
        long last = Math.floorDiv(Duration.between(origin, to).toMillis() - 1, size);
        return LongStream.rangeClosed(first, last).mapToObj(n -> {
            Dice roll = dice.of(domain).of(stream).of(size).of(n);
            Instant start =
                    origin.plusMillis(n * size).plusSeconds(roll.of("start").below((int) (size / 20_000)));
            long pause = size * (5 + roll.of("pause").below(11)) / 100;
            return push(domain, stream, start, whole(origin.plusMillis((n + 1) * size - pause)));
        });
    }

    private Stream<Push> openEnded(Instant from, Instant to) {
        Instant began = whole(epoch.minus(OPEN_FOR));
        Push open = new Push(FIRST, "live/channel2", began, null, 0);
        return Stream.concat(blocks(began, LONG, from, earlier(to, began), FIRST, "live/channel2"), Stream.of(open));
    }

    private Stream<Push> overMidnight(Instant from, Instant to) {
        Instant someDay = Instant.parse("2000-01-01T14:00:00Z"); // 22:00 +08:00
        long first = Duration.between(someDay, from).toDays() - 1;
        long last = Duration.between(someDay, to).toDays();
        return LongStream.rangeClosed(first, last).mapToObj(day -> {
            Dice roll = dice.of("midnight").of(day);
            Instant start = someDay.plus(DAY.multipliedBy(day))
                    .plusSeconds(roll.of("start").below(300));
            return push(
                    SECOND,
                    "live/channel2",
                    start,
                    start.plusSeconds(4 * 3600 - roll.of("end").below(300)));
        });
    }

    /** Every fourth push is counted at four fifths of its span, as the document's own example does at midnight. */
    private Push miscounted(Push push) {
        boolean odd = dice.of("counted").of(push.start().getEpochSecond()).percent(25);
        return odd
                ? new Push(push.domain(), push.stream(), push.start(), push.end(), push.durationMillis() / 5 * 4)
                : push;
    }

    private static Push asKnown(Push push, Instant asOf) {
        Instant end = push.end();
        boolean over = end != null && !end.isAfter(asOf);
        return over ? push : new Push(push.domain(), push.stream(), push.start(), null, millis(push.start(), asOf));
    }

    private static Push push(String domain, String stream, Instant start, Instant end) {
        return new Push(domain, stream, start, end, millis(start, end));
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static Instant whole(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
