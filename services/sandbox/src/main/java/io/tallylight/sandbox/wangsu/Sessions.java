package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.Story.Push;
import io.tallylight.sandbox.wangsu.DurationRequest.DomainStreams;
import io.tallylight.sandbox.wangsu.WangsuRules.OpenEnd;
import io.tallylight.sandbox.wangsu.WangsuRules.Quirk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pieces of the streams of one domain in a period. */
final class Sessions {

    private static final long CAPPED_MILLIS = 600_000;

    private final Story story;
    private final WangsuRules rules;
    private final Period period;
    private final Instant now;

    Sessions(Story story, WangsuRules rules, Period period, Instant now) {
        this.story = story;
        this.rules = rules;
        this.period = period;
        this.now = now;
    }

    /** By stream, as {@code app/stream}; a stream without a push is not there. */
    SortedMap<String, List<Piece>> of(DomainStreams asked) {
        SortedMap<String, List<Piece>> pieces = new TreeMap<>();
        story.pushes(period.from(), period.to(), now).stream()
                .filter(push -> push.domain().equals(asked.domain()))
                .filter(push -> asked.streams().isEmpty() || asked.streams().contains(push.stream()))
                .filter(push -> push.end() != null || rules.openEnd() != OpenEnd.HIDDEN)
                .sorted(Comparator.comparing(Push::start))
                .forEach(push -> pieces.computeIfAbsent(push.stream(), first -> new ArrayList<>())
                        .addAll(pieces(push)));
        if (rules.has(Quirk.UNSORTED)) {
            pieces.values().forEach(Collections::reverse);
        }
        return pieces;
    }

    private List<Piece> pieces(Push push) {
        List<Piece> whole = List.of(new Piece(push.start(), push.end(), push.durationMillis()));
        return (rules.has(Quirk.CLIPPED_AT_MIDNIGHT) ? perDay(push) : whole)
                .stream().map(this::counted).toList();
    }

    /** Only the days of the period, each piece as long as it is. */
    private List<Piece> perDay(Push push) {
        Instant last = push.end() == null ? now : push.end();
        List<Piece> days = new ArrayList<>();
        Instant start = push.start();
        while (start.isBefore(last)) {
            Instant midnight = LocalDate.ofInstant(start, period.zone())
                    .plusDays(1)
                    .atStartOfDay(period.zone())
                    .toInstant();
            boolean isLast = !midnight.isBefore(last);
            Instant end = isLast ? last : midnight;
            if (end.isAfter(period.from()) && start.isBefore(period.to())) {
                days.add(new Piece(
                        start,
                        isLast ? push.end() : end,
                        Duration.between(start, end).toMillis()));
            }
            start = end;
        }
        return days;
    }

    private Piece counted(Piece piece) {
        return rules.has(Quirk.DURATION_MISMATCH)
                ? new Piece(piece.start(), piece.end(), Math.min(piece.durationMillis(), CAPPED_MILLIS))
                : piece;
    }

    /** One push, or the part of one that lies in one day; {@code end} is null while it runs. */
    record Piece(Instant start, @Nullable Instant end, long durationMillis) {}
}
