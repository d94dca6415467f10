package io.tallylight.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets the same warning of a library pass once a minute: while a broker is away its clients warn several times a second,
 * each of them, in the same words.
 */
final class OnceAMinute extends TurboFilter {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MOST_KNOWN = 1000;

    /** Of Kafka Streams, with a stack trace: {@link StreamsRun} has said the same in its own words. */
    private static final String SAID_BY_US = "Replacing thread in the streams uncaught exception handler";

    private final List<String> libraries;
    private final LongSupplier nanos;
    private final Map<String, Long> passed = new ConcurrentHashMap<>();

    OnceAMinute(List<String> libraries, LongSupplier nanos) {
        this.libraries = libraries;
        this.nanos = nanos;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable fault) {
        boolean watched = format != null
                && level.isGreaterOrEqual(Level.WARN)
                && libraries.stream().anyMatch(logger.getName()::startsWith);
        String said = String.valueOf(format);
        return !watched || (!said.contains(SAID_BY_US) && passes(logger.getName() + level + words(said)))
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    /** Kafka's clients put their own name, with numbers that count up, before what they say. */
    private static String words(String format) {
        return format.replaceAll("\\[[^]]*]|\\d+", "");
    }

    private boolean passes(String warning) {
        long now = nanos.getAsLong();
        if (passed.size() > MOST_KNOWN) {
            passed.clear();
        }
        Long before = passed.get(warning);
        if (before != null && now - before < MINUTE) {
            return false;
        }
        passed.put(warning, now);
        return true;
    }
}
