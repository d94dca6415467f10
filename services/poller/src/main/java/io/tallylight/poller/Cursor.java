package io.tallylight.poller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a target was read: the stretches of time that are still open, in order, each with the time of its last complete
 * reading. What lies between them is settled: it was read when its figures were final. The last stretch is endless.
 * Immutable.
 */
public record Cursor(List<Open> open) {

    /** One open stretch; {@code readAt} is null where it was never read. */
    public record Open(Span span, @Nullable Instant readAt) {

        private Optional<Open> within(Instant from, Instant to) {
            Instant begin = later(span.from(), from);
            Instant end = earlier(span.to(), to);
            return begin.isBefore(end) ? Optional.of(new Open(new Span(begin, end), readAt)) : Optional.empty();
        }
    }

    public Cursor {
        open = List.copyOf(open);
    }

    /** Nothing read yet, and nothing before {@code since} wanted. */
    public static Cursor since(Instant since) {
        return new Cursor(List.of(new Open(new Span(since, Instant.MAX), null)));
    }

    /** All before this is settled. */
    public Instant settledBefore() {
        return open.isEmpty() ? Instant.MAX : open.get(0).span().from();
    }

    /** When something was last read; the beginning of time where nothing of what is open ever was. */
    public Instant lastReadAt() {
        return open.stream()
                .map(Open::readAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    public boolean isOpen(Instant instant) {
        for (Open stretch : open) { // asked of every row: a stream would cost more than all the rest of it
            if (stretch.span().holds(instant)) {
                return true;
            }
        }
        return false;
    }

    /** What is open before {@code until}. */
    public List<Open> openBefore(Instant until) {
        return within(Instant.MIN, until);
    }

    /** What is open within the span: several stretches where parts of it were read at different times. */
    public List<Open> openWithin(Span span) {
        return within(span.from(), span.to());
    }

    /** A complete answer: what is before {@code finalBefore} is settled, the rest of the span was read at {@code at}. */
    public Cursor read(Span span, Instant finalBefore, Instant at) {
        List<Open> next = new ArrayList<>(within(Instant.MIN, span.from()));
        Instant settled = earlier(later(finalBefore, span.from()), span.to());
        within(settled, span.to()).forEach(stretch -> add(next, new Open(stretch.span(), at)));
        within(span.to(), Instant.MAX).forEach(stretch -> add(next, stretch));
        return new Cursor(next);
    }

    /** Gives the span up: it will not be asked for again. */
    public Cursor without(Span span) {
        return read(span, span.to(), Instant.MIN);
    }

    /** The span is to be read once more, as if it never had been. */
    public Cursor reopened(Span span) {
        List<Open> next = new ArrayList<>(within(Instant.MIN, span.from()));
        if (!span.isEmpty()) {
            add(next, new Open(span, null));
        }
        within(span.to(), Instant.MAX).forEach(stretch -> add(next, stretch));
        return new Cursor(next);
    }

    private List<Open> within(Instant from, Instant to) {
        return open.stream()
                .flatMap(stretch -> stretch.within(from, to).stream())
                .toList();
    }

    /** Neighbours that were read at the same time are one stretch. */
    private static void add(List<Open> stretches, Open next) {
        Open last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && last.span().to().equals(next.span().from()) && same(last.readAt(), next.readAt())) {
            stretches.set(
                    stretches.size() - 1,
                    new Open(new Span(last.span().from(), next.span().to()), next.readAt()));
        } else {
            stretches.add(next);
        }
    }

    private static boolean same(@Nullable Instant one, @Nullable Instant other) {
        return one == null ? other == null : one.equals(other);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
