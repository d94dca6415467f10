package io.tallylight.sandbox.breaks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When which break is on which channel. Pure: slot and channel decide all of it, with the dice of the story. */
public final class AdBreaks {

    static final Duration LEAD = Duration.ofSeconds(8);
    static final Duration JITTER = Duration.ofSeconds(3);
    private static final Duration SHORTEST_LEAD = Duration.ofSeconds(4);

    private final Dice dice;
    private final Instant epoch;
    private final Pace pace;
    private final List<String> channels;
    private final Map<String, Instant> silent;

    /** {@code silent} says from when on a channel has no signal any more. */
    public AdBreaks(Dice dice, Instant epoch, Pace pace, List<String> channels, Map<String, Instant> silent) {
        this.dice = dice.of("breaks");
        this.epoch = epoch;
        this.pace = pace;
        this.channels = List.copyOf(channels);
        this.silent = Map.copyOf(silent);
    }

    /** Breaks that start in [from, to), channel by channel. */
    public List<Break> starting(Instant from, Instant to) {
        return around(from, to)
                .filter(b -> !b.startAt().isBefore(from) && b.startAt().isBefore(to))
                .toList();
    }

    /** Messages that arrive in [from, to), in order of arrival. */
    public List<Message> arriving(Instant from, Instant to) {
        return around(from, to)
                .flatMap(b -> Messages.of(b, clock(b.channel())).stream())
                .filter(m -> !m.arrivesAt().isBefore(from) && m.arrivesAt().isBefore(to))
                .sorted(Message.BY_ARRIVAL)
                .toList();
    }

    private Stream<Break> around(Instant from, Instant to) {
        long first = Math.max(slotOf(from) - pace.reach(), slotOf(epoch.minus(pace.history())));
        long last = slotOf(to) + 1;
        return IntStream.range(0, channels.size())
                .boxed()
                .flatMap(channel -> LongStream.rangeClosed(first, last).mapToObj(slot -> in(slot, channel)))
                .filter(b -> b.announcedAt().isBefore(silent.getOrDefault(b.channel(), Instant.MAX)));
    }

    private long slotOf(Instant at) {
        return Math.floorDiv(Duration.between(epoch, at).toMillis(), pace.slot().toMillis());
    }

    private Break in(long slot, int channelIndex) {
        String channel = channels.get(channelIndex);
        Dice roll = dice.of(channel).of(slot);
        List<BreakKind> kinds = Math.floorMod(slot, 2) == 0 ? BreakKind.INSERTS : BreakKind.SEGMENTS;
        BreakKind kind = kinds.get((int) Math.floorMod(Math.floorDiv(slot, 2) * 3 + channelIndex, (long) kinds.size()));
        Instant start = epoch.plus(pace.slot().multipliedBy(slot))
                .plus(LEAD)
                .plus(roll.of("start").between(Duration.ZERO, JITTER));
        Instant announced = kind == BreakKind.IMMEDIATE
                ? start
                : start.minus(roll.of("lead").between(SHORTEST_LEAD, LEAD));
        Duration planned =
                kind == BreakKind.ORPHAN_RETURN ? null : roll.of("length").between(pace.shortest(), pace.longest());
        long id = 1L + roll.of("id").below(Integer.MAX_VALUE);
        return new Break(channel, kind, id, announced, start, planned, end(kind, announced, start, planned));
    }

    private @Nullable Instant end(BreakKind kind, Instant announced, Instant start, @Nullable Duration planned) {
        if (planned == null || kind == BreakKind.NEVER_RETURNS) {
            return null;
        }
        if (kind.ending() == Break.Ending.CANCELLED) {
            return Messages.half(announced, start);
        }
        Instant end = start.plus(planned);
        return kind == BreakKind.RETURNS_LATE ? end.plus(pace.lateness()) : end;
    }

    /** The second channel's clock starts anew 45 s after the epoch; the third's messages need their pts_adjustment. */
    private PtsClock clock(String channel) {
        return switch (channels.indexOf(channel)) {
            case 0 -> new PtsClock(epoch, 900_000_000L, 0);
            case 1 -> new PtsClock(epoch, PtsClock.MODULUS - 45 * PtsClock.TICKS_PER_SECOND, 0);
            default -> new PtsClock(epoch, 4_000_000_000L, 123_456_789L);
        };
    }
}
