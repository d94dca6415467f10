package io.tallylight.poller.wangsu;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.event.Completeness;
import io.tallylight.event.PushSession;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns sessions into rows. */
final class WangsuSession {

    /** All sessions of an answer. */
    record Sessions(List<Row> rows, List<Misfit> misfits) {}

    /** A session without which no event can be made. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Unfit(String field, String expected, JsonNode found) {
            super("expected " + expected + ", found " + (found.isMissingNode() ? "none" : found));
            this.field = field;
        }
    }

    /** One session before it is an event; {@code end} is null while it is open. */
    private record Push(Instant start, @Nullable Instant end, long durationMillis) {

        Optional<Duration> span() {
            return end == null ? Optional.empty() : Optional.of(Duration.between(start, end));
        }
    }

    /** Where a stream belongs: its own prefix says so, whatever domain it is listed under. */
    private record Place(String domain, String stream, boolean foreign) {}

    private static final Duration TOLERANCE = Duration.ofSeconds(1);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final WangsuTarget target;
    private final WangsuConfig config;
    private final Instant now;
    private final List<Row> rows = new ArrayList<>();
    private final List<Misfit> misfits = new ArrayList<>();

    private WangsuSession(WangsuTarget target, WangsuConfig config, Instant now) {
        this.target = target;
        this.config = config;
        this.now = now;
    }

    /**
     * Pure.
     *
     * @param now the provider's time of the request: a session that ends about then is still open
     */
    static Sessions read(List<WangsuJson.Domain> domains, WangsuTarget target, WangsuConfig config, Instant now) {
        WangsuSession reader = new WangsuSession(target, config, now);
        domains.forEach(domain -> domain.streams().forEach(stream -> reader.take(domain.name(), stream)));
        return new Sessions(reader.rows, reader.misfits);
    }

    private void take(String domain, WangsuJson.Stream stream) {
        List<Push> pushes = new ArrayList<>();
        for (WangsuJson.Session session : stream.sessions()) {
            try {
                if (stream.name().asText().isBlank()) {
                    throw new Unfit("stream", "the name of a stream", stream.name());
                }
                pushes.add(push(session.node()));
            } catch (Unfit unfit) {
                misfits.add(new Misfit(String.valueOf(unfit.getMessage()), unfit.field, session.input()));
            }
        }
        boolean sumDisagrees = pushes.size() == stream.sessions().size() && sumDisagrees(stream.sumTime(), pushes);
        Place place = place(domain, stream.name().asText());
        pushes.forEach(push -> rows.add(row(place, push, sumDisagrees)));
    }

    private Push push(JsonNode session) throws Unfit {
        Instant start = time(session, "startTime")
                .orElseThrow(() -> new Unfit("startTime", "a time", session.path("startTime")));
        Instant end = time(session, "endTime").orElse(null);
        if (end != null && end.isBefore(start)) {
            throw new Unfit("endTime", "an end at or after " + start, session.path("endTime"));
        }
        Instant closed = end == null || end.isAfter(now.minus(config.openWithin())) ? null : end;
        return new Push(start, closed, duration(session.path("duration"), closed == null));
    }

    private Row row(Place place, Push push, boolean sumDisagrees) {
        String key = String.join("/", "wangsu", target.account(), place.domain(), place.stream());
        PushSession event = PushSession.newBuilder()
                .setId(key + "/" + push.start().getEpochSecond())
                .setRevision(0)
                .setObservedAt(Instant.EPOCH)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("wangsu")
                .setAccount(target.account())
                .setDomain(place.domain())
                .setStream(place.stream())
                .setStartedAt(push.start())
                .setEndedAt(push.end())
                .setDurationMillis(push.durationMillis())
                .setSpanMillis(push.span().map(Duration::toMillis).orElse(null))
                .setFlags(flags(place, push, sumDisagrees))
                .build();
        long end = push.end() == null ? 0 : push.end().toEpochMilli();
        return Row.of(key, push.start(), event)
                .movingTo(push.end() == null ? now : push.end())
                .growing(List.of(push.durationMillis(), end));
    }

    private static List<String> flags(Place place, Push push, boolean sumDisagrees) {
        List<String> flags = new ArrayList<>();
        Duration said = Duration.ofMillis(push.durationMillis());
        if (push.span()
                .filter(span -> span.minus(said).abs().compareTo(TOLERANCE) > 0)
                .isPresent()) {
            flags.add("duration_disagrees");
        }
        if (place.foreign()) {
            flags.add("foreign_domain");
        }
        if (sumDisagrees) {
            flags.add("sum_disagrees");
        }
        return flags;
    }

    private static boolean sumDisagrees(JsonNode sumTime, List<Push> pushes) {
        Optional<Long> said = integer(sumTime);
        return said.isPresent()
                && said.get() != pushes.stream().mapToLong(Push::durationMillis).sum();
    }

    /** Answers name streams domain/app/stream, where requests name them app/stream; either may hold more slashes. */
    private Place place(String listed, String name) {
        String domain = listed.isEmpty() ? target.domain() : listed;
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        if (first.equalsIgnoreCase(domain)) {
            return new Place(domain, name.substring(slash + 1), false);
        }
        boolean prefixed = first.contains(".") && !target.streams().contains(name);
        return prefixed ? new Place(first, name.substring(slash + 1), true) : new Place(domain, name, false);
    }

    /** Seconds, milliseconds, or a local time in the zone that was sent; empty for nothing and zero. */
    private Optional<Instant> time(JsonNode session, String field) throws Unfit {
        JsonNode node = session.path(field);
        String text = node.isNull() ? "" : node.asText().strip();
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        if (text.matches("\\d{10}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if (text.matches("\\d{13}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(text, LOCAL).atZone(config.zone()).toInstant());
        } catch (DateTimeException neither) {
            throw new Unfit(field, "seconds, milliseconds or yyyy-MM-dd HH:mm:ss", node);
        }
    }

    /** Of an open session nobody documents a duration: none counts as zero until it has ended. */
    private static long duration(JsonNode node, boolean open) throws Unfit {
        if (open && (node.isMissingNode() || node.isNull())) {
            return 0;
        }
        return integer(node)
                .filter(millis -> millis >= 0)
                .orElseThrow(() -> new Unfit("duration", "milliseconds, 0 or more", node));
    }

    private static Optional<Long> integer(JsonNode node) {
        try {
            return node.isNumber() || node.isTextual()
                    ? Optional.of(new BigDecimal(node.asText().strip()).longValueExact())
                    : Optional.empty();
        } catch (ArithmeticException | NumberFormatException none) {
            return Optional.empty();
        }
    }
}
